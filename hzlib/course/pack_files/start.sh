#!/bin/sh
# Finds a Python that the packages are for, and starts the course with it.
cd "$(dirname "$0")" || exit 1
for version in @VERSIONS@; do
  for python in "python$version" python3 python; do
    if "$python" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" \
      >/dev/null 2>&1; then
      exec "$python" start.py "$@"
    fi
  done
done
echo "没有找到 Python @VERSIONS@。请先安装（见“先读我.txt”）；不装也行：打开 site/index.html 看网页版。"
exit 1
