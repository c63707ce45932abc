package dev.muzon.extractor.door;

import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/** A parser that also takes the status line of old radio servers: {@code ICY 200 OK}. */
final class IcyLineParser extends BasicLineParser {
    private static final String ICY = "ICY ";

    @Override
    public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
        if (line.length() < ICY.length() || !line.substring(0, ICY.length()).equals(ICY)) {
            return super.parseStatusLine(line);
        }
        var http = new CharArrayBuffer(line.length() + 8);
        http.append(HttpVersion.HTTP_1_0.format());
        http.append(' ');
        http.append(line.substringTrimmed(ICY.length(), line.length()));
        return super.parseStatusLine(http);
    }
}
