package dev.muzon.gateway.bot.callback;

import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.track.TrackQuery;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buttons below a list, of which each plays one song. Lists of several wings have them. */
public final class PickButton {
    public static final String PREFIX = "pick";

    /** The buttons of posts in private, which play in a group. */
    public static final String INTO_A_GROUP = "pickin";

    private static final Pattern TRACK = Pattern.compile("[A-Za-z0-9_-]{1,58}");
    private static final Pattern POST = Pattern.compile("(-[0-9]{1,18})/([0-9]{1,18})");
    private static final Pattern NUMBER = Pattern.compile("^[0-9]+\\. ");

    private PickButton() {}

    /** Makes the button of a line. */
    public static Content.Button of(int position, String title, TrackQuery.Listed track) {
        return button(PREFIX, position, title, track.id());
    }

    /** Makes the button of a line of a list of another feature, which handles its presses. */
    public static Content.Button of(String prefix, int position, String title, TrackQuery.Listed track) {
        return button(prefix, position, title, track.id());
    }

    /** Makes the button of a line. */
    public static Content.Button of(int position, String title, TrackQuery.Post post) {
        return of(PREFIX, position, title, post);
    }

    /** Makes the button of a line whose presses another feature handles. */
    public static Content.Button of(String prefix, int position, String title, TrackQuery.Post post) {
        return button(prefix, position, title, post.channel() + "/" + post.post());
    }

    private static Content.Button button(String prefix, int position, String title, String data) {
        return new Content.Button(position + ". " + title, prefix + ":" + data);
    }

    /** Returns what a button plays, empty for data that no button of ours has. */
    public static Optional<TrackQuery> query(String data) {
        Matcher post = POST.matcher(data);
        if (post.matches()) {
            return Optional.of(new TrackQuery.Post(Long.parseLong(post.group(1)), Long.parseLong(post.group(2))));
        }
        return TRACK.matcher(data).matches() ? Optional.of(new TrackQuery.Listed(data)) : Optional.empty();
    }

    /** Returns the title of a button without its position. */
    public static String title(String label) {
        return NUMBER.matcher(label).replaceFirst("");
    }
}
