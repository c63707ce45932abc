package dev.muzon.standalone;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words for arguments that do not fit a command. The launcher says the same of those that it checks before a build. */
final class UsageTrouble {
    private UsageTrouble() {}

    /** Puts what is wrong, and where to read more, into one line. */
    static String inWords(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String more = " \"" + command.qualifiedName() + " --help\" ";
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            String what = String.valueOf(e.getMessage()).replace("is not an int", "is not a whole number");
            return what + "." + more + "tells more.";
        }
        String argument = unmatched.getUnmatched().getFirst();
        if (!unmatched.isUnknownOption()) {
            return "Unexpected argument \"%s\": \"%s\" takes %s.%stells more."
                    .formatted(argument, command.name(), fitting(command), more);
        }
        List<String> meant = unmatched.getSuggestions();
        String hint = meant.isEmpty() ? "" : " Did you mean \"" + meant.getFirst() + "\"?";
        return "Unknown option \"" + argument + "\"." + hint + more + "lists all.";
    }

    private static String fitting(CommandSpec command) {
        List<String> names = Stream.concat(
                        command.positionalParameters().stream().map(ArgSpec::paramLabel),
                        command.options().stream()
                                .filter(option -> !option.usageHelp() && !option.hidden())
                                .map(option -> option.longestName()))
                .toList();
        if (names.isEmpty()) {
            return "no arguments";
        }
        String words = String.join(", ", names);
        return command.positionalParameters().isEmpty() ? "only " + words : words;
    }
}
