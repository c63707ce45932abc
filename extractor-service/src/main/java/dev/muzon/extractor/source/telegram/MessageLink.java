package dev.muzon.extractor.source.telegram;

import dev.muzon.protocol.track.TrackQuery;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link to a Telegram chat or to one of its messages: {@code t.me/name/123}, {@code t.me/c/123/456}, and the same in a
 * topic.
 *
 * @param message empty for the whole chat
 */
record MessageLink(Optional<MessageReference> message) {
    private static final Pattern LINK =
            Pattern.compile("(?i)https?://(?:www\\.)?(?:t|telegram)\\.me/(?:s/)?(?<path>[^?#]{1,100})(?:[?#].*)?");
    private static final Pattern PATH = Pattern.compile(
            "(?:c/(?<number>[0-9]{1,14})|(?<name>[A-Za-z][A-Za-z0-9_]{3,31}))(?:/[0-9]{1,9})?/(?<message>[0-9]{1,9})/?");
    private static final Pattern CHAT =
            Pattern.compile("(?i)(?:c/[0-9]{1,14}|(?:\\+|joinchat/)[\\w-]+|[a-z]\\w{3,31})/?");

    /** Links count supergroups and channels from here downwards. */
    private static final long CHANNELS = -1_000_000_000_000L;

    /** Reads a link, empty when it leads to something else. */
    static Optional<MessageLink> of(TrackQuery query) {
        if (!(query instanceof TrackQuery.Link(String url))) {
            return Optional.empty();
        }
        Matcher link = LINK.matcher(url.strip());
        if (!link.matches()) {
            return Optional.empty();
        }
        String path = link.group("path");
        Matcher message = PATH.matcher(path);
        if (message.matches()) {
            String number = message.group("number");
            String place = number == null
                    ? message.group("name").toLowerCase(Locale.ROOT)
                    : Long.toString(CHANNELS - Long.parseLong(number));
            return Optional.of(
                    new MessageLink(Optional.of(MessageReference.parse(place + "/" + message.group("message")))));
        }
        return CHAT.matcher(path).matches() ? Optional.of(new MessageLink(Optional.empty())) : Optional.empty();
    }
}
