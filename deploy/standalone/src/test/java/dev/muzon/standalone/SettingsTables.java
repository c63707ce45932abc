package dev.muzon.standalone;

import dev.muzon.standalone.SettingsRecords.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of the configuration page, one between each pair of markers. A marker names the prefixes of the records:
 * {@code <!-- settings: muzon.telegram muzon.access -->}.
 */
final class SettingsTables {
    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- settings: (.+?) -->\n).*?(?=<!-- /settings -->)");
    private static final String HEAD = "| name | key | default | why |\n|---|---|---|---|\n";

    /** A variable in a YAML file. {@code XDG_CACHE_HOME} belongs to the whole machine, so it is not a setting's name. */
    private static final Pattern NAME = Pattern.compile("\\$\\{(?!XDG_)([A-Z][A-Z0-9_]*)");

    private static final Pattern INNERMOST = Pattern.compile("\\$\\{[^${}:]+:?([^${}]*)}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Map<String, List<Setting>> records;
    private final Map<String, String> yaml;

    /** Takes the settings by prefix and the raw values of the YAML files by key. */
    SettingsTables(Map<String, List<Setting>> records, Map<String, String> yaml) {
        this.records = records;
        this.yaml = yaml;
    }

    /** Returns the page with its tables written from the records. */
    String writtenInto(String page) {
        return TABLE.matcher(page)
                .replaceAll(marker -> Matcher.quoteReplacement(marker.group(1) + table(marker.group(2))));
    }

    /** Returns the prefixes of the records that have a table in the page. */
    static Stream<String> prefixesIn(String page) {
        return TABLE.matcher(page)
                .results()
                .flatMap(marker -> Stream.of(marker.group(2).split(" ")));
    }

    /** Returns what a key is by the YAML files when no variable is set, empty for nothing. */
    String standardInYaml(String key) {
        String value = yaml.getOrDefault(key, "").replace("${user.home}", "~");
        for (Matcher matcher = INNERMOST.matcher(value); matcher.find(); matcher = INNERMOST.matcher(value)) {
            value = matcher.replaceAll("$1");
        }
        return value;
    }

    private String table(String prefixes) {
        return Arrays.stream(prefixes.split(" "))
                .flatMap(prefix -> records.get(prefix).stream())
                .map(this::row)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private String row(Setting setting) {
        return "| " + names(setting) + " | " + keys(setting.keys()) + " | " + standard(setting) + " | " + setting.why()
                + " |\n";
    }

    private String names(Setting setting) {
        String key = setting.keys().getFirst();
        return key.startsWith("sandbox.")
                ? code(boundName(key))
                : NAME.matcher(yaml.getOrDefault(key, ""))
                        .results()
                        .map(name -> code(name.group(1)))
                        .collect(Collectors.joining(", else "));
    }

    /** Returns the name that Spring Boot binds. The sandbox has no other names. */
    static String boundName(String key) {
        return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Returns {@code a.b.count} and {@code .per} for two keys of one group. */
    private static String keys(List<String> keys) {
        return keys.stream()
                .map(key -> code(key.equals(keys.getFirst()) ? key : key.substring(key.lastIndexOf('.'))))
                .collect(Collectors.joining(", "));
    }

    private String standard(Setting setting) {
        String standards = Stream.concat(
                        Stream.of(setting.standard()), setting.keys().stream().map(this::standardInYaml))
                .filter(value -> !value.isEmpty() && !refused(setting, value))
                .map(value -> NUMBER.matcher(value).matches() ? value : code(value))
                .collect(Collectors.joining(", "));
        return !standards.isEmpty() ? standards : setting.required() ? "none, required" : "none";
    }

    /** Tells whether a value only stands for a missing number, which the record then demands. */
    private static boolean refused(Setting setting, String value) {
        return setting.required() && value.equals("0");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
