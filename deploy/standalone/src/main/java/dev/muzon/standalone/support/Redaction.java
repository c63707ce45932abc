package dev.muzon.standalone.support;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removal of secrets from text that leaves the machine: the configured ones wherever they stand, and what looks alike. */
public final class Redaction {
    static final String HIDDEN = "[hidden]";

    /** Shorter ones would hide ordinary words. */
    private static final int SHORTEST = 6;

    private static final Pattern SECRET_NAME =
            Pattern.compile("TOKEN|KEY|HASH|SECRET|PASSWORD|COOKIE|API_ID|_URI|_URL|PROXY|SERVERS|USER");

    /** Tokens of bots, bearer tokens, users and passwords in addresses, and the secret behind the # of the login page. */
    private static final List<Pattern> LOOKS_SECRET = List.of(
            Pattern.compile("\\d{5,}:[A-Za-z0-9_-]{30,}"),
            Pattern.compile("(?<=[Bb]earer )\\S+"),
            Pattern.compile("(?<=://)[^/\\s@]+(?=@)"),
            Pattern.compile("(?<=/#)\\S+"));

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Makes the redaction for a suite.
     *
     * @param settings all that are configured
     * @param further secrets that are kept in files
     */
    public static Redaction of(Map<String, String> settings, List<String> further) {
        Stream<String> configured = settings.entrySet().stream()
                .filter(setting -> SECRET_NAME.matcher(setting.getKey()).find())
                .map(Map.Entry::getValue);
        return new Redaction(Stream.concat(configured, further.stream())
                .map(String::strip)
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** Returns the text without secrets. */
    public String of(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, HIDDEN);
        }
        for (Pattern pattern : LOOKS_SECRET) {
            clean = pattern.matcher(clean).replaceAll(HIDDEN);
        }
        return clean;
    }
}
