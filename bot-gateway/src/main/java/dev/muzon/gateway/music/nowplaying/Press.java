package dev.muzon.gateway.music.nowplaying;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The data of a pressed button behind its prefix: {@code <epoch>:<action>}. */
record Press(long epoch, CardAction action) {
    private static final Pattern DATA = Pattern.compile("(?<epoch>[0-9]{1,18}):(?<action>[a-z])");

    /**
     * Reads the data of a button.
     *
     * @return empty for data that no card of ours ever carried
     */
    static Optional<Press> parse(String data) {
        Matcher matcher = DATA.matcher(data);
        return matcher.matches()
                ? CardAction.of(matcher.group("action"))
                        .map(action -> new Press(Long.parseLong(matcher.group("epoch")), action))
                : Optional.empty();
    }
}
