#!/usr/bin/env bash
# Executes data_overview.ipynb and keeps its outputs in it. With a folder, reads the results there instead of the sample; with a file
# of verdicts too, executes verdicts.ipynb:
#   notebooks/execute.sh [RESULTS [VERDICTS]]
# Needs Debian's jupyter-nbconvert, python3-ipykernel, python3-pandas and python3-matplotlib.
set -euo pipefail
[ $# -eq 0 ] || RESULTS=$(realpath "$1")
export RESULTS=${RESULTS:-sample-results}
notebook=data_overview.ipynb
if [ $# -gt 1 ]; then
  VERDICTS=$(realpath "$2")
  export VERDICTS
  notebook=verdicts.ipynb
fi
cd "$(dirname "$0")"

# Another Python may come first on the PATH; these packages belong to the system's.
python=/usr/bin/python3
missing=()
for module in nbconvert ipykernel pandas matplotlib; do
  "$python" -c "import $module" 2>/dev/null || missing+=("$module")
done
if [ "${#missing[@]}" -gt 0 ]; then
  echo "$python lacks ${missing[*]}. Install them: apt-get install jupyter-nbconvert python3-ipykernel python3-pandas" \
    "python3-matplotlib" >&2
  exit 1
fi

# A kernel of that very Python, whatever kernels are installed.
kernels=$(mktemp -d)
trap 'rm -rf "$kernels"' EXIT
export PYDEVD_DISABLE_FILE_VALIDATION=1
"$python" -m ipykernel install --prefix "$kernels" --name python3 >/dev/null 2>&1
JUPYTER_PATH="$kernels/share/jupyter" "$python" -m nbconvert --to notebook --execute --inplace \
  --ClearMetadataPreprocessor.enabled=True \
  --ClearMetadataPreprocessor.preserve_nb_metadata_mask kernelspec "$notebook"
