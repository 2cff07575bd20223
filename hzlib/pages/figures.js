// plotly figures: drawn in the page's look, every mark to be reached by mouse, touch and keyboard.
"use strict";
Hz.part("figures", () => {
  const { el } = Hz;
  const store = Hz.json("figure-data");
  if (!store) {
    document.documentElement.dataset.ready = "yes";
    return null;
  }
  const { looks, twins, statuses } = store;
  const config = { displayModeBar: false, responsive: false, doubleClick: "reset", showTips: false };
  const drawn = [];

  const clone = (value, dark) => {
    if (typeof value === "string") return dark && Object.hasOwn(twins, value) ? twins[value] : value;
    if (Array.isArray(value)) return value.map((one) => clone(one, dark));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clone(one, dark)]));
    }
    return value;
  };

  const layoutOf = (spec, dark, width, titled) => {
    const layout = clone(spec.layout, dark);
    const look = structuredClone(looks[dark ? "dark" : "light"]);
    const narrow = width < 560;
    const margin = { ...look.layout.margin, ...layout.margin };
    if (narrow) {
      look.layout.font.size = 11.5;
      layout.legend = { ...layout.legend, font: { size: 11 } };
      Object.assign(margin, { l: Math.min(margin.l, 40), r: Math.min(margin.r, 12) });
    }
    if (titled && spec.title) {
      layout.title = { text: spec.title };
      margin.t += 34;
    }
    return { ...layout, template: look, margin, height: spec.layout.height || 440, width: Math.floor(width),
      dragmode: false, hovermode: spec.layout.hovermode === false ? false : "closest" };
  };

  // Labels on either side of their marks have no room on a phone; the marks name themselves when touched.
  const dataOf = (spec, dark, width) => clone(spec.data, dark).map((trace) =>
    (width < 560 && Array.isArray(trace.textposition) && trace.mode === "markers+text"
      ? { ...trace, mode: "markers" } : trace));

  const apply = (node, figure, dark) => figure.controls
    .map((control) => control.current())
    .filter((state) => state && state.method !== "skip")
    .reduce((before, { method = "restyle", args }) => before.then(() =>
      Plotly[method](node, ...clone(args, dark))), Promise.resolve());

  const draw = (figure, node = figure.plot, dark = Hz.dark(), width = figure.stage.clientWidth, titled = false) =>
    Plotly.newPlot(node, { data: dataOf(figure.spec, dark, width), layout: layoutOf(figure.spec, dark, width, titled),
      frames: figure.spec.frames || [], config })
      .then(() => (figure.touched ? apply(node, figure, dark) : null))
      .then(() => node);

  // --- choice boxes and sliders: plotly's own cannot be used by keyboard, so the page has its own ---
  const controlsOf = (figure) => {
    const { layout } = figure.spec;
    const found = [];
    const heading = figure.holder.querySelector("p.title");
    // A state may bring its own title: the page's heading takes it, not the plot.
    const entitle = (pieces) => {
      figure.spec.title = pieces.map(([text]) => text).join("");
      heading.replaceChildren(...pieces.map(([text, source]) => (source
        ? el("span", { class: "number", role: "button", tabindex: "0", "data-evidence": source, text })
        : document.createTextNode(text))));
    };
    const update = (control) => {
      figure.touched = true;
      const { method = "restyle", args, title } = control.current();
      if (title && heading) entitle(title);
      if (method !== "skip") Plotly[method](figure.plot, ...clone(args, Hz.dark()));
    };
    for (const menu of layout.updatemenus || []) {
      const options = (menu.buttons || []).filter((button) => button.visible !== false);
      const control = { active: Math.max(menu.active ?? 0, 0), current: () => options[control.active] };
      if (!options.length) continue;
      const name = menu.name || "选择";
      if (menu.type === "buttons") {
        const group = el("div", { role: "group", "aria-label": name });
        options.forEach((option, i) => group.append(el("button", {
          type: "button", text: option.label, "aria-pressed": String(i === control.active),
          on: { click: () => {
            control.active = i;
            [...group.children].forEach((one, j) => one.setAttribute("aria-pressed", String(i === j)));
            update(control);
          } } }), " "));
        control.node = group;
      } else {
        const select = el("select", { on: { change: () => { control.active = select.selectedIndex; update(control); } } },
          ...options.map((option, i) => el("option", { text: option.label, selected: i === control.active })));
        control.node = el("label", {}, el("span", { text: name }), select);
      }
      found.push(control);
    }
    for (const slider of layout.sliders || []) {
      const steps = slider.steps || [];
      if (!steps.length) continue;
      const control = { active: slider.active ?? 0, current: () => steps[control.active] };
      const shown = el("output", { text: steps[control.active].label });
      const range = el("input", { type: "range", min: 0, max: steps.length - 1, value: control.active,
        "aria-valuetext": steps[control.active].label,
        on: { input: () => {
          control.active = Number(range.value);
          shown.textContent = steps[control.active].label;
          range.setAttribute("aria-valuetext", shown.textContent);
          update(control);
        } } });
      const prefix = (slider.currentvalue && slider.currentvalue.prefix) || slider.name || "选择";
      control.node = el("label", {}, el("span", { text: prefix }), range, shown);
      found.push(control);
    }
    delete layout.updatemenus;
    delete layout.sliders;
    return found;
  };

  // --- marks: a focusable twin over every point that has evidence --------------------------------
  const text = (value) => (Array.isArray(value) ? value.map(text).find(Boolean) : value) || "";
  const sourceOf = (trace, index) => {
    if (!trace || !trace.customdata) return "";
    return text(Array.isArray(index) ? (trace.customdata[index[0]] || [])[index[1]] : trace.customdata[index]);
  };
  const label = (trace, index) => {
    const at = (list) => (Array.isArray(list) || ArrayBuffer.isView(list) ? list[index] : "");
    const said = [trace.name && !/^trace \d+$/.test(trace.name) ? trace.name : "",
      trace.meta && statuses[trace.meta.status]];
    if (Array.isArray(index)) {
      said.push(trace.y && trace.y[index[0]], trace.x && trace.x[index[1]], trace.z[index[0]][index[1]]);
    } else said.push(at(trace.labels), at(trace.x), at(trace.y), at(trace.theta), at(trace.r), at(trace.values));
    return said.filter((one) => one !== "" && one !== undefined && one !== null).join("，");
  };
  const indexOf = (datum) => datum && (datum.i ?? datum.pointNumber ?? (datum.data && datum.data.data && datum.data.data.i));

  const marksOf = (plot) => {
    const found = [];
    const home = plot.getBoundingClientRect();
    const seen = new Set();
    const add = (trace, index, box) => {
      const evidence = sourceOf(trace, index);
      const key = `${trace.index}/${index}`;
      if (!evidence || seen.has(key) || trace.hoverinfo === "skip") return;
      seen.add(key);
      found.push({ trace, index, evidence, left: box.left - home.left, top: box.top - home.top,
        width: box.width, height: box.height });
    };
    for (const node of plot.querySelectorAll(".point, .slice, .textpoint")) {
      const datum = node.__data__;
      const group = node.closest(".trace");
      let trace = datum && datum.trace;
      if (!trace && group && group.__data__) trace = (group.__data__[0] || group.__data__).trace;
      if (!trace && node.parentNode.__data__ && node.parentNode.__data__[0]) trace = node.parentNode.__data__[0].trace;
      if (!trace && datum && datum.data) trace = plot._fullData.find((one) => /map|burst|icicle/.test(one.type));
      const index = indexOf(datum);
      if (trace && index !== undefined) add(trace, index, node.getBoundingClientRect());
    }
    for (const [number, calc] of (plot.calcdata || []).entries()) {
      const trace = calc[0] && (calc[0].trace || plot._fullData[number]);
      if (!trace || trace.visible !== true) continue;
      const full = plot._fullLayout;
      const axes = [trace.xaxis, trace.yaxis].map((id) => id && full[`${id[0]}axis${id.slice(1)}`]);
      if (!axes[0] || !axes[1] || !axes[0].c2p) continue;
      const [xa, ya] = axes;
      const spot = (x, y, width, height) => ({ left: home.left + xa._offset + x - width / 2,
        top: home.top + ya._offset + y - height / 2, width, height });
      if (trace.type === "heatmap" && calc[0].x) {
        const { x, y, z } = calc[0];
        z.forEach((row, i) => row.forEach((value, j) => {
          if (value === undefined || value === null) return;
          const [x0, x1, y0, y1] = [xa.c2p(x[j]), xa.c2p(x[j + 1]), ya.c2p(y[i]), ya.c2p(y[i + 1])];
          add(trace, [i, j], spot((x0 + x1) / 2, (y0 + y1) / 2, Math.abs(x1 - x0), Math.abs(y1 - y0)));
        }));
      } else if (trace.type === "scatter") {
        calc.forEach((point, i) => {
          if (typeof point.x === "number" && typeof point.y === "number") {
            add(trace, point.i ?? i, spot(xa.c2p(point.x), ya.c2p(point.y), 14, 14));
          }
        });
      }
    }
    return found.sort((a, b) => a.trace.index - b.trace.index);
  };

  const refresh = (figure) => {
    const { marks, plot } = figure;
    const held = marks.contains(document.activeElement) ? [...marks.children].indexOf(document.activeElement) : -1;
    const found = marksOf(plot);
    marks.replaceChildren(...found.map((mark, i) => {
      const node = el("button", { type: "button", class: "mark", "data-evidence": mark.evidence,
        tabindex: i === Math.max(held, 0) ? 0 : -1, "aria-label": `${label(mark.trace, mark.index)}。看出处` });
      const [width, height] = [Math.max(mark.width, 14), Math.max(mark.height, 14)];
      node.style.left = `${mark.left + mark.width / 2 - width / 2}px`;
      node.style.top = `${mark.top + mark.height / 2 - height / 2}px`;
      node.style.width = `${width}px`;
      node.style.height = `${height}px`;
      node.addEventListener("click", () => Hz.evidence.open(mark.evidence, node));
      node.addEventListener("focus", () => {
        try {
          Plotly.Fx.hover(plot, [{ curveNumber: mark.trace.index, pointNumber: mark.index }]);
        } catch { /* not every kind of trace can be pointed at from a script */ }
      });
      return node;
    }));
    if (held >= 0 && marks.children[held]) marks.children[held].focus({ preventScroll: true });
  };

  const fit = (plot) => {
    for (const svg of plot.querySelectorAll(".main-svg")) {
      svg.setAttribute("viewBox", `0 0 ${plot._fullLayout.width} ${plot._fullLayout.height}`);
    }
    plot.style.setProperty("--ratio", `${plot._fullLayout.width} / ${plot._fullLayout.height}`);
  };

  const begin = (holder) => {
    const spec = store.figures[Number(holder.dataset.figure)];
    const stage = holder.querySelector(".stage");
    const plot = stage.querySelector(".plot");
    const marks = el("div", { class: "marks", role: "group", "aria-label": "图中的数：方向键移动，回车看出处" });
    const figure = { holder, stage, plot, marks, spec, touched: false };
    stage.append(marks);
    figure.controls = controlsOf(figure);
    if (figure.controls.length) stage.before(el("div", { class: "controls" }, ...figure.controls.map((one) => one.node)));
    marks.addEventListener("keydown", (event) => Hz.wander(marks, event));
    drawn.push(figure);
    return draw(figure).then(() => {
      let waiting = 0;
      const soon = () => {
        fit(plot);
        cancelAnimationFrame(waiting);
        waiting = requestAnimationFrame(() => refresh(figure));
      };
      plot.on("plotly_afterplot", soon);
      plot.on("plotly_animated", soon);
      plot.on("plotly_click", ({ points }) => {
        const point = points.find((one) => text(one.customdata)) || points[0];
        const evidence = point && (text(point.customdata) || sourceOf(point.fullData, point.pointNumber));
        if (evidence) Hz.evidence.open(evidence, [...marks.children].find((one) => one.dataset.evidence === evidence));
      });
      fit(plot);
      refresh(figure);
      holder.dataset.drawn = "yes";
      figure.width = stage.clientWidth;
    });
  };

  const redraw = (figure) => {
    const { spec, plot } = figure;
    const dark = Hz.dark();
    figure.width = figure.stage.clientWidth;
    return Plotly.react(plot, { data: clone(spec.data, dark), layout: layoutOf(spec, dark, figure.width, false),
      frames: spec.frames || [], config }).then(() => (figure.touched ? apply(plot, figure, dark) : null))
      .then(() => { fit(plot); refresh(figure); });
  };

  Hz.onLook(() => drawn.forEach(redraw));
  let resizing = 0;
  addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => drawn.forEach((figure) => {
      if (figure.stage.clientWidth !== figure.width) redraw(figure);
    }), 120);
  });

  // The figure as a picture to keep: in the light look, with its title.
  const picture = (holder) => {
    const figure = drawn.find((one) => one.holder === holder);
    const aside = el("div");
    aside.style.cssText = "position:absolute;left:-9999px;top:0;width:900px";
    document.body.append(aside);
    return draw(figure, aside, false, 900, true)
      .then(() => Plotly.toImage(aside, { format: "svg", width: 900, height: (figure.spec.layout.height || 440) + 34 }))
      .then((address) => {
        Plotly.purge(aside);
        aside.remove();
        return decodeURIComponent(address.slice(address.indexOf(",") + 1));
      });
  };

  const ready = [...document.querySelectorAll(".figure[data-figure]")]
    .reduce((before, holder) => before.then(() => begin(holder)), document.fonts.ready)
    .then(() => { document.documentElement.dataset.ready = "yes"; });
  return { drawn, ready, redraw, picture };
});
