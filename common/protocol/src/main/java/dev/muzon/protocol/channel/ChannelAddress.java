package dev.muzon.protocol.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a channel. It is a public name, an invite link, or the number in a link to a private post.
 *
 * @param value {@code @name} in lower case, {@code +hash}, or {@code c/number}. It is the same for every way to write it
 */
public record ChannelAddress(@JsonValue String value) {
    public static final int SHORTEST_NAME = 4;
    public static final int LONGEST_NAME = 32;

    private static final String NAME = "[A-Za-z][A-Za-z0-9_]{" + (SHORTEST_NAME - 1) + "," + (LONGEST_NAME - 1) + "}";
    private static final String HASH = "[A-Za-z0-9_-]{8,64}";
    private static final String NUMBER = "[0-9]{1,14}";
    private static final Pattern VALUE =
            Pattern.compile("@" + NAME.replace("A-Z", "") + "|\\+" + HASH + "|c/" + NUMBER);

    private static final Pattern SITE =
            Pattern.compile("(?i)(?:https?://)?(?:www\\.)?(?:t|telegram)\\.(?:me|dog)/(?<path>[^?#]*)(?:[?#].*)?");
    private static final Pattern HOST = Pattern.compile("(?i)(?:https?://)?(?<name>" + NAME + ")\\.t\\.me(?:/.*)?");
    private static final Pattern APP = Pattern.compile(
            "(?i)tg:(?://)?(?:resolve\\?domain=(?<name>" + NAME + ")|join\\?invite=(?<hash>" + HASH + "))(?:&.*)?");
    private static final Pattern JOIN = Pattern.compile("(?i)(?:\\+|joinchat/)(?<hash>" + HASH + ")/?");
    private static final Pattern POST = Pattern.compile("(?i)c/(?<number>" + NUMBER + ")(?:/.*)?");
    private static final Pattern PUBLIC = Pattern.compile("(?i)(?:s/)?(?<name>" + NAME + ")(?:/.*)?");
    private static final Pattern WORD = Pattern.compile("@?(?<name>" + NAME + ")");

    /** A word that can only be meant as a name, whatever is wrong with it. */
    private static final Pattern MEANT = Pattern.compile("@[^\\s/:.]+|[^\\s/:.@+]+");

    /** The ids of channels count down from here. */
    private static final long FIRST_ID = -1_000_000_000_000L;

    /** The longest text that is looked at. */
    private static final int MAX_LENGTH = 300;

    /** The kinds of addresses. */
    public enum Kind {
        PUBLIC_NAME,
        INVITE,
        /** A number, which leads only those to the channel who are in it. */
        NUMBER
    }

    /** The flaws by which a name is that of no channel. */
    public enum Flaw {
        LENGTH,
        CHARACTERS
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChannelAddress {
        if (!VALUE.matcher(value).matches()) {
            throw Failure.of(FailureCode.BAD_INPUT, "not the address of a channel")
                    .asException();
        }
    }

    /**
     * Returns the address of a channel that an account is in.
     *
     * @param id as the Bot API writes it, {@code -100…}
     */
    public static ChannelAddress of(long id) {
        return new ChannelAddress("c/" + (FIRST_ID - id));
    }

    /** Reads what a person wrote: {@code @name}, a {@code t.me} link of any kind, or an invite link. */
    public static Optional<ChannelAddress> read(String text) {
        String written = text.strip();
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher site = SITE.matcher(written);
        if (site.matches()) {
            return path(site.group("path"));
        }
        Matcher app = APP.matcher(written);
        if (app.matches()) {
            return Optional.of(app.group("hash") == null ? named(app.group("name")) : invite(app.group("hash")));
        }
        Matcher host = HOST.matcher(written);
        if (host.matches()) {
            return Optional.of(named(host.group("name")));
        }
        Matcher word = WORD.matcher(written);
        return word.matches() ? Optional.of(named(word.group("name"))) : Optional.empty();
    }

    /** Returns what is wrong with a name, empty for a good one and for everything that is none. */
    public static Optional<Flaw> flaw(String text) {
        String written = text.strip();
        if (!MEANT.matcher(written).matches() || read(written).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(bareName(written).matches("[A-Za-z][A-Za-z0-9_]*") ? Flaw.LENGTH : Flaw.CHARACTERS);
    }

    /** Returns a name without the sign before it. */
    public static String bareName(String text) {
        String written = text.strip();
        return written.startsWith("@") ? written.substring(1) : written;
    }

    private static Optional<ChannelAddress> path(String path) {
        Matcher join = JOIN.matcher(path);
        if (join.matches()) {
            return Optional.of(invite(join.group("hash")));
        }
        Matcher post = POST.matcher(path);
        if (post.matches()) {
            return Optional.of(new ChannelAddress("c/" + post.group("number")));
        }
        Matcher name = PUBLIC.matcher(path);
        return name.matches() ? Optional.of(named(name.group("name"))) : Optional.empty();
    }

    private static ChannelAddress named(String name) {
        return new ChannelAddress("@" + name.toLowerCase(Locale.ROOT));
    }

    private static ChannelAddress invite(String hash) {
        return new ChannelAddress("+" + hash);
    }

    public Kind kind() {
        return switch (value.charAt(0)) {
            case '@' -> Kind.PUBLIC_NAME;
            case '+' -> Kind.INVITE;
            default -> Kind.NUMBER;
        };
    }

    /** Returns the name, the hash or the number alone. */
    public String bare() {
        return value.substring(kind() == Kind.NUMBER ? 2 : 1);
    }

    /** Returns the link that leads there. An invite link is a secret of those who have it. */
    public String link() {
        return "https://t.me/" + (kind() == Kind.PUBLIC_NAME ? bare() : value);
    }

    /** Hides the hash of an invite link, which lets anybody in. */
    @Override
    public String toString() {
        return kind() == Kind.INVITE ? "+…" : value;
    }
}
