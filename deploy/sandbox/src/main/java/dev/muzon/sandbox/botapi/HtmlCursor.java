package dev.muzon.sandbox.botapi;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A place in an HTML text, with the rules by which Telegram reads names, values and character references. */
final class HtmlCursor {
    /** Character that stands for the end of the text. */
    private static final char END = 0;

    private static final Map<String, Integer> REFERENCES =
            Map.of("lt", (int) '<', "gt", (int) '>', "amp", (int) '&', "quot", (int) '"');
    private static final int LONGEST_NUMBER = 10;
    private static final int NO_CHARACTER = 0;

    private final String html;
    private int at;

    HtmlCursor(String html) {
        this.html = html;
    }

    int position() {
        return at;
    }

    boolean ended() {
        return at >= html.length();
    }

    char peek() {
        return at(at);
    }

    char take() {
        char c = peek();
        at++;
        return c;
    }

    private char at(int index) {
        return index < html.length() ? html.charAt(index) : END;
    }

    /** Takes the character if it comes next. */
    boolean skip(char c) {
        if (ended() || peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void skipSpaces() {
        while (!ended() && isSpace(peek())) {
            at++;
        }
    }

    /** Takes everything before the next space, end or one of these. */
    String until(String stops) {
        int start = at;
        while (!ended() && !isSpace(peek()) && stops.indexOf(peek()) < 0) {
            at++;
        }
        return html.substring(start, at);
    }

    /** Takes letters, digits, periods and hyphens. */
    String token() {
        int start = at;
        while (!ended() && (isAlphanumeric(peek()) || peek() == '.' || peek() == '-')) {
            at++;
        }
        return html.substring(start, at);
    }

    /** Takes a quoted value, whose first quote is taken already. One without an end goes on to the end. */
    String quoted(char quote) {
        var value = new StringBuilder();
        while (!ended() && peek() != quote) {
            appendCharacter(value);
        }
        skip(quote);
        return value.toString();
    }

    /** Takes one character, or the character that a reference stands for. */
    void appendCharacter(StringBuilder to) {
        int code = peek() == '&' ? reference() : NO_CHARACTER;
        if (code == NO_CHARACTER) {
            to.append(take());
        } else {
            to.appendCodePoint(code);
        }
    }

    private int reference() {
        int end = at + 1;
        int code = NO_CHARACTER;
        if (at(end) == '#') {
            boolean hex = at(end + 1) == 'x';
            end += hex ? 2 : 1;
            int radix = hex ? 16 : 10;
            while (Character.digit(at(end), radix) >= 0 && at(end) < 128 && code < Character.MAX_CODE_POINT) {
                code = code * radix + Character.digit(at(end), radix);
                end++;
            }
            if (code >= Character.MAX_CODE_POINT || end - at >= LONGEST_NUMBER) {
                return NO_CHARACTER;
            }
        } else {
            while (isLetter(at(end))) {
                end++;
            }
            code = REFERENCES.getOrDefault(html.substring(at + 1, end), NO_CHARACTER);
        }
        if (code != NO_CHARACTER) {
            at = at(end) == ';' ? end + 1 : end;
        }
        return code;
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isAlphanumeric(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    /** Returns a position in bytes, as Telegram counts it. */
    int bytes(int position) {
        return html.substring(0, position).getBytes(StandardCharsets.UTF_8).length;
    }
}
