package dev.muzon.extractor.door;

import dev.muzon.ffmpeg.LegacyCyrillic;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.config.Secret;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL from a person, in the one form that ffmpeg may see: ASCII, no user, no fragment, nothing unescaped. A login in it
 * stays here and never prints. The door sends it to this server alone.
 *
 * @param host lower case, international names as {@code xn--}. IPv6 without brackets
 * @param port null for the scheme's own
 * @param path with query, beginning with {@code /}
 * @param login {@code user:password} as it was typed, null when there is none
 */
public record HttpLink(
        String scheme,
        String host,
        @Nullable Integer port,
        String path,
        @Nullable Secret login) {
    private static final Pattern SHAPE = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#\\\\]*)([/?][^#]*)?(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]@\\s%]+)(?::(\\d{1,5}))?");
    /** With the underscore, which no registry allows and many name servers answer. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+");

    /** Letters of the longest name that DNS knows. */
    private static final int LONGEST_HOST = 253;

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:");

    private static final Pattern ENDING = Pattern.compile("[^?]*\\.([A-Za-z0-9]{1,5})(?=$|\\?)");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /**
     * Reads what a person typed.
     *
     * @throws FailureException user errors: {@code input.bad} for what is not a URL, {@code url.unsupported} for other
     *     schemes than http and https
     */
    public static HttpLink parse(String typed) {
        String url = typed.strip();
        Matcher shape = SHAPE.matcher(url);
        if (url.length() > TrackQuery.Link.MAX_LENGTH || CONTROL.matcher(url).find() || !shape.matches()) {
            throw refused(FailureCode.BAD_INPUT, "not a URL");
        }
        String scheme = shape.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(FailureCode.URL_UNSUPPORTED, "scheme " + scheme);
        }
        int at = shape.group(2).lastIndexOf('@');
        Matcher authority = AUTHORITY.matcher(shape.group(2).substring(at + 1));
        if (!authority.matches()) {
            throw refused(FailureCode.BAD_INPUT, "no host in the URL");
        }
        String rest = shape.group(3) == null ? "/" : shape.group(3);
        return new HttpLink(
                scheme,
                asciiHost(authority.group(1)),
                port(authority.group(2)),
                escaped(rest.startsWith("/") ? rest : "/" + rest),
                at <= 0 ? null : new Secret(shape.group(2).substring(0, at)));
    }

    public HttpLink(String scheme, String host, @Nullable Integer port, String path) {
        this(scheme, host, port, path, null);
    }

    private static String asciiHost(String host) {
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        String ascii;
        try {
            ascii = IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw refused(FailureCode.BAD_INPUT, "not a host name: " + host);
        }
        if (ascii.length() > LONGEST_HOST || !HOST.matcher(ascii).matches()) {
            throw refused(FailureCode.BAD_INPUT, "not a host name: " + host);
        }
        return ascii;
    }

    private static @Nullable Integer port(@Nullable String digits) {
        if (digits == null) {
            return null;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw refused(FailureCode.BAD_INPUT, "no such port: " + digits);
        }
        return port;
    }

    /** Escapes only what RFC 3986 forbids. What the person escaped stays as it is. */
    private static String escaped(String path) {
        StringBuilder escaped = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xff);
            boolean legal = letter > ' ' && letter < 0x7f && "\"<>\\^`{|}".indexOf(letter) < 0;
            if (legal) {
                escaped.append(letter);
            } else {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", (int) letter));
            }
        }
        return escaped.toString();
    }

    /** Returns the port to dial. */
    public int portOrDefault() {
        return port != null ? port : scheme.equals("https") ? 443 : 80;
    }

    /** Returns what the server is told of the login, null when there is none. */
    @Nullable String authorization() {
        if (login == null) {
            return null;
        }
        String typed = login.reveal().contains(":") ? login.reveal() : login.reveal() + ":";
        byte[] octets = unescaped(typed).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(octets);
    }

    /** Returns a login as its owner knows it. A percent sign that escapes nothing stands for itself. */
    private static String unescaped(String login) {
        try {
            return URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return login;
        }
    }

    /**
     * Returns the link with its login, for the one place that keeps it. What is shown, logged or compared is the link
     * itself.
     */
    public String withLogin() {
        return login == null ? toString() : scheme + "://" + login.reveal() + "@" + authority() + path;
    }

    /**
     * Reads a reference in a document that this link led to, after RFC 3986, 5.3. The same server gets the same login.
     *
     * @throws FailureException as {@link #parse(String)}
     */
    public HttpLink resolve(String reference) {
        HttpLink target = resolved(reference);
        return login != null && target.login == null && isSameServer(target)
                ? new HttpLink(target.scheme, target.host, target.port, target.path, login)
                : target;
    }

    private boolean isSameServer(HttpLink other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && portOrDefault() == other.portOrDefault();
    }

    private HttpLink resolved(String reference) {
        if (SCHEME.matcher(reference).lookingAt()) {
            return parse(reference);
        }
        if (reference.startsWith("//")) {
            return parse(scheme + ":" + reference);
        }
        String file = path.replaceFirst("\\?.*", "");
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        String target = reference.startsWith("/")
                ? withoutDots(reference)
                : reference.startsWith("?")
                        ? file + reference
                        : reference.isEmpty() || reference.startsWith("#") ? path : withoutDots(folder + reference);
        return parse(origin() + target);
    }

    private static String withoutDots(String path) {
        int query = path.indexOf('?');
        String file = query < 0 ? path : path.substring(0, query);
        Deque<String> parts = new ArrayDeque<>();
        String[] written = file.substring(1).split("/", -1);
        for (int i = 0; i < written.length; i++) {
            boolean last = i == written.length - 1;
            if (written[i].equals("..")) {
                parts.pollLast();
            }
            if (!written[i].equals("..") && !written[i].equals(".")) {
                parts.add(written[i]);
            } else if (last) {
                parts.add("");
            }
        }
        return "/" + String.join("/", parts) + (query < 0 ? "" : path.substring(query));
    }

    /** Returns scheme, host and port: one server, as far as an outsider can tell. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** Returns the ending of the file's name, empty when it has none. */
    String ending() {
        Matcher ending = ENDING.matcher(path);
        return ending.lookingAt() ? ending.group(1) : "";
    }

    /** Returns the last part of the path as a person would read it, without its ending. The host when it has no letter. */
    public String readableName() {
        String name = path.replaceFirst("\\?.*", "").replaceFirst("/;[^/]*$", "/");
        name = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        String readable = decoded(name).replace('_', ' ').strip();
        return readable.codePoints().anyMatch(Character::isLetter) ? readable : host;
    }

    /** Returns an escaped name as it was typed, empty when it is in no alphabet that links are written in. */
    private static String decoded(String name) {
        try {
            String octets = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            String utf8 = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (utf8.indexOf('\uFFFD') < 0) {
                return utf8;
            }
            String cyrillic = LegacyCyrillic.repaired(octets);
            return octets.equals(cyrillic) ? "" : cyrillic;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return origin() + path;
    }

    private String authority() {
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return bracketed + (port == null ? "" : ":" + port);
    }

    private static FailureException refused(FailureCode code, String detail) {
        return Failure.of(code, detail).asException();
    }
}
