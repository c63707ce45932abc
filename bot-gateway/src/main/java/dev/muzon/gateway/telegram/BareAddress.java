package dev.muzon.gateway.telegram;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A link that was typed without its scheme, as in {@code host.example:8000/live}.
 *
 * @param labels of the host, at least two
 * @param port 0 when none is named
 * @param path whether something follows
 */
record BareAddress(List<String> labels, int port, boolean path) {
    private static final int HTTPS_PORT = 443;
    private static final int LARGEST_PORT = 65_535;
    private static final int PORT_DIGITS = 5;
    private static final int LONGEST_HOST = 253;
    private static final int IP_LABELS = 4;
    private static final int IP_DIGITS = 3;

    static Optional<BareAddress> parse(String text) {
        int hostEnd = Blanks.skip(text, 0, BareAddress::isHostPart);
        if (hostEnd == 0 || hostEnd > LONGEST_HOST) {
            return Optional.empty();
        }
        List<String> labels = List.of(text.substring(0, hostEnd).split("\\.", -1));
        boolean named = hostEnd < text.length() && text.charAt(hostEnd) == ':';
        int portEnd = named ? Blanks.skip(text, hostEnd + 1, BareAddress::isDigit) : hostEnd;
        int port = named ? port(text.substring(hostEnd + 1, portEnd)) : 0;
        boolean path = portEnd < text.length() && "/?#".indexOf(text.charAt(portEnd)) >= 0;
        boolean complete = path || portEnd == text.length();
        return complete && port >= 0 && (isIp(labels) || isName(labels))
                ? Optional.of(new BareAddress(labels, port, path))
                : Optional.empty();
    }

    /**
     * Returns whether it is meant as a link. A host alone looks like a name with dots in it.
     *
     * @param marked whether Telegram itself sees a link here
     */
    boolean isLink(boolean marked) {
        return path || port > 0 || (marked && labels.stream().allMatch(label -> label.length() > 1));
    }

    /** Returns the scheme that browsers would try first. Radio servers on their own ports rarely speak TLS. */
    String scheme() {
        return (port == 0 || port == HTTPS_PORT) && !isIp(labels) ? "https://" : "http://";
    }

    /**
     * Reads a port.
     *
     * @return -1 for anything that cannot be a port
     */
    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > PORT_DIGITS) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= LARGEST_PORT ? port : -1;
    }

    private static boolean isHostPart(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '-' || codePoint == '_' || codePoint == '.';
    }

    private static boolean isDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    private static boolean isIp(List<String> labels) {
        return labels.size() == IP_LABELS
                && labels.stream()
                        .allMatch(label -> !label.isEmpty()
                                && label.length() <= IP_DIGITS
                                && label.chars().allMatch(BareAddress::isDigit));
    }

    private static boolean isName(List<String> labels) {
        return labels.size() > 1 && labels.stream().noneMatch(String::isEmpty) && isTopLevel(labels.getLast());
    }

    private static boolean isTopLevel(String label) {
        boolean letters = label.codePointCount(0, label.length()) > 1
                && label.codePoints().allMatch(Character::isLetter);
        return letters || label.toLowerCase(Locale.ROOT).startsWith("xn--");
    }
}
