# Completion of fleetq for bash 4.4 or later. To have it in every shell, add this line to ~/.bashrc:
#
#   source <(fleetq completion bash)
#
# or, with the package bash-completion, keep the script where it is loaded on demand:
#
#   fleetq completion bash > ~/.local/share/bash-completion/completions/fleetq

# Puts the words of the line up to the cursor into `words`. Bash has split them at `=` and `:` too; what stands
# together in the line is one word.
_fleetq_words() {
  local rest=${COMP_LINE:0:COMP_POINT} trimmed token index
  words=()
  for ((index = 0; index <= COMP_CWORD; index++)); do
    token=${COMP_WORDS[index]}
    trimmed=${rest#"${rest%%[![:space:]]*}"}
    ((index == COMP_CWORD)) && token=$trimmed
    if ((index == 0)) || [[ $trimmed != "$rest" || -z $rest ]]; then
      words+=("$token")
    else
      words[${#words[@]} - 1]+=$token
    fi
    rest=${trimmed#"$token"}
  done
}

_fleetq() {
  local -a words lines candidates=()
  local kind before current line typed broken candidate quoted
  _fleetq_words
  mapfile -t lines < <("${1/#\~\//$HOME/}" complete -- bash "${words[@]:1}" 2>/dev/null)
  ((${#lines[@]} > 0)) || return 0
  IFS=$'\t' read -r kind before <<<"${lines[0]}"
  current=${words[${#words[@]} - 1]}
  COMPREPLY=()

  case $kind in
    files | folders)
      current=${current#"$before"}
      compopt -o filenames 2>/dev/null
      if [[ $kind == folders ]]; then
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
      else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi
      ;;
    words | open)
      [[ $kind == open ]] && compopt -o nospace 2>/dev/null
      typed=$current
      case $typed in [\"\']*) typed=${typed:1} ;; esac
      typed=${typed//\\/}
      for line in "${lines[@]:1}"; do
        candidate=${line%%$'\t'*}
        [[ $candidate == "$typed"* ]] && candidates+=("$candidate")
      done
      # Bash replaces only what stands after the last `=`, `:` or `@`, where these break words.
      broken=${typed%"${typed##*[$(_fleetq_breaks)]}"}
      for candidate in "${candidates[@]}"; do
        candidate=${candidate#"$broken"}
        case $current in
          \"*) quoted=${candidate//\"/\\\"} quoted=${quoted//\$/\\\$} quoted=${quoted//\`/\\\`} ;;
          \'*) quoted=${candidate//\'/\'\\\'\'} ;;
          *) printf -v quoted '%q' "$candidate" ;;
        esac
        COMPREPLY+=("$quoted")
      done
      ;;
  esac
}

# Those of `=`, `:` and `@` that break words in this shell, for use between brackets; never nothing.
_fleetq_breaks() {
  local breaks=${COMP_WORDBREAKS//[^=:@]/}
  printf '%s' "${breaks:-$'\n'}"
}

complete -F _fleetq fleetq
