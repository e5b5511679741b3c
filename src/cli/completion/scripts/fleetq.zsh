#compdef fleetq
# Completion of fleetq for zsh. To have it in every shell, keep the script in a folder of $fpath:
#
#   fleetq completion zsh > "${fpath[1]}/_fleetq"
#
# or add this line to ~/.zshrc, below `compinit`:
#
#   source <(fleetq completion zsh)

_fleetq() {
  local -a earlier lines described suffix
  local kind before line word about
  ((CURRENT > 2)) && earlier=("${(@Q)words[2,CURRENT-1]}")
  lines=("${(@f)$("${~words[1]}" complete -- zsh "${(@)earlier}" "$PREFIX" 2>/dev/null)}")
  IFS=$'\t' read -r kind before <<<"${lines[1]}"
  case $kind in
    files | folders)
      compset -P "${(b)before}"
      if [[ $kind == folders ]]; then _files -/; else _files; fi
      ;;
    words | open)
      [[ $kind == open ]] && suffix=(-S '')
      for line in "${(@)lines[2,-1]}"; do
        word=${line%%$'\t'*}
        about=${line#"$word"}
        described+=("${word//:/\\:}${about/#$'\t'/:}")
      done
      _describe 'fleetq' described "${(@)suffix}"
      ;;
  esac
}

# As a file of $fpath this is the function itself; sourced, it has to be made known.
if [[ ${funcstack[1]} == _fleetq ]]; then
  _fleetq "$@"
else
  compdef _fleetq fleetq
fi
