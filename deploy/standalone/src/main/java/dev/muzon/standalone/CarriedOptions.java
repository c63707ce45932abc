package dev.muzon.standalone;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of a command that other commands need as well when it names them to a person.
 *
 * @param env the option for the file with the settings, empty when it was not given
 * @param state the option for the state folder, empty for a usual one
 */
record CarriedOptions(String env, String state) {
    private static final Pattern BOTH = Pattern.compile("\\./muzon (?:up|status)\\b");
    private static final Pattern OF_SETTINGS = Pattern.compile("\\./muzon models get \\S+");

    /** Adds the options to each command that the words name. */
    String in(String words) {
        String more = behind(BOTH, env + state, words);
        return behind(OF_SETTINGS, env, more);
    }

    private static String behind(Pattern command, String options, String words) {
        return command.matcher(words).replaceAll(found -> Matcher.quoteReplacement(found.group() + options));
    }
}
