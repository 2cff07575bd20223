@echo off
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
for %%v in (@VERSIONS@) do (
  py -%%v -c "" >nul 2>nul
  if not errorlevel 1 (
    py -%%v start.py %*
    goto end
  )
)
python -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] not in '@VERSIONS@'.split())" >nul 2>nul
if not errorlevel 1 (
  python start.py %*
  goto end
)
echo Python @VERSIONS@ was not found on this computer.
echo A page opens that says what to do.
start "" "no-python.html"
:end
pause
