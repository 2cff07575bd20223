// Printed pictures with their marks, and the files of every figure: SVG and PNG.
"use strict";
Hz.part("pictures", () => {
  const { el } = Hz;

  const images = Hz.json("picture-data") || [];
  for (const image of document.querySelectorAll("[data-picture]")) {
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(images[Number(image.dataset.picture)])}`;
  }
  for (const mark of document.querySelectorAll(".picture .mark")) {
    mark.addEventListener("click", () => Hz.evidence.open(mark.dataset.evidence, mark));
  }
  for (const marks of document.querySelectorAll(".picture .marks")) {
    marks.addEventListener("keydown", (event) => Hz.wander(marks, event));
  }

  // A picture apart from the page takes the page's font with it.
  const dressed = (svg) => {
    const font = document.getElementById("font");
    return font ? svg.replace(/<svg[^>]*>/, (tag) => `${tag}<style>${font.textContent}</style>`) : svg;
  };
  const printed = (holder) => {
    return Promise.resolve(images[Number(holder.querySelector("img").dataset.picture)]);
  };
  const png = (svg) => new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => {
      const scale = Math.max(2, 1800 / (image.naturalWidth || 900));
      const canvas = el("canvas");
      canvas.width = Math.round((image.naturalWidth || 900) * scale);
      canvas.height = Math.round((image.naturalHeight || 474) * scale);
      const paper = canvas.getContext("2d");
      paper.fillStyle = "#ffffff";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(resolve, "image/png");
    };
    image.onerror = reject;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save=png], [data-save=svg]");
    if (!button) return;
    const holder = button.closest(".figure");
    const kind = button.dataset.save;
    const svg = "figure" in holder.dataset ? Hz.figures.picture(holder).then(dressed) : printed(holder);
    svg.then((text) => (kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : png(text)))
      .then((blob) => Hz.save(blob, "", `${holder.dataset.name}.${kind}`));
  });
});
