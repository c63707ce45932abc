package dev.muzon.extractor.source.metadata;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The tags of a page for those who make previews of it. */
final class OpenGraph {
    private static final Pattern TAG = Pattern.compile("<meta\\s([^<>]{1,2000})>");
    private static final Pattern NAME = Pattern.compile("(?:property|name)=\"([^\"]{1,100})\"");
    private static final Pattern CONTENT = Pattern.compile("content=\"([^\"]{0,2000})\"");
    private static final int MOST = 200;

    private OpenGraph() {}

    static Map<String, String> of(String page) {
        Map<String, String> tags = new HashMap<>();
        Matcher tag = TAG.matcher(page);
        while (tags.size() < MOST && tag.find()) {
            Matcher name = NAME.matcher(tag.group(1));
            Matcher content = CONTENT.matcher(tag.group(1));
            if (name.find() && content.find()) {
                tags.putIfAbsent(name.group(1), HtmlUtils.htmlUnescape(content.group(1)));
            }
        }
        return tags;
    }
}
