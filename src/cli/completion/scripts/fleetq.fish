# Completion of fleetq for fish 3.1 or later. To have it in every shell:
#
#   fleetq completion fish > ~/.config/fish/completions/fleetq.fish

function __fleetq_complete
    set -l tokens (commandline -opc)
    set -l current (commandline -ct)
    set -l program $tokens[1]
    set -e tokens[1]
    set -l lines ($program complete -- fish $tokens $current 2>/dev/null)
    set -l first (string split \t -- $lines[1])
    switch $first[1]
        case files folders
            set -l written (string sub -s (math (string length -- $first[2]) + 1) -- $current)
            if test $first[1] = folders
                for path in (__fish_complete_directories $written)
                    echo $first[2]$path
                end
            else
                for path in (__fish_complete_path $written)
                    echo $first[2]$path
                end
            end
        case words open
            for line in $lines[2..]
                echo $line
            end
    end
end

complete -c fleetq -e
complete -c fleetq -f -k -a '(__fleetq_complete)'
