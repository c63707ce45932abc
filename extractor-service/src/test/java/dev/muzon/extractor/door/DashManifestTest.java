package dev.muzon.extractor.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashManifestTest {
    private static final HttpLink BASE = HttpLink.parse("https://radio.example/live/list.mpd");

    private final DashSequence sequence = new DashSequence();
    private final List<String> named = new ArrayList<>();

    private String told(String manifest, Instant now) {
        named.clear();
        return DashManifest.read(manifest, BASE).asHls(now, sequence, (link, target, ending) -> {
            named.add(link.toString());
            return "door/" + named.size() + "." + ending;
        });
    }

    private static String live(String template) {
        return """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" availabilityStartTime="2026-11-27T12:00:00Z">
              <Period id="1" start="PT0S"><AdaptationSet contentType="audio">
                <Representation id="low" bandwidth="64000" mimeType="audio/mp4"/>
                <Representation id="high" bandwidth="128000" mimeType="audio/mp4"/>
                %s
              </AdaptationSet></Period>
            </MPD>\
            """.formatted(template);
    }

    @Test
    void aLiveStreamWithoutATimelineIsReadByTheTimeOfItsServer() {
        String manifest = live("<SegmentTemplate duration=\"4\" startNumber=\"10\""
                + " initialization=\"$RepresentationID$/start.mp4\" media=\"$RepresentationID$/$Number%05d$.m4s\"/>");
        assertThat(told(manifest, Instant.parse("2026-11-27T12:01:01Z")))
                .startsWith("""
                    #EXTM3U
                    #EXT-X-VERSION:7
                    #EXT-X-TARGETDURATION:4
                    #EXT-X-MEDIA-SEQUENCE:17
                    #EXT-X-MAP:URI="door/1.m4s"
                    #EXTINF:4.000000,
                    door/2.m4s
                    """)
                .doesNotContain("#EXT-X-ENDLIST");
        assertThat(named)
                .hasSize(9)
                .startsWith("https://radio.example/live/high/start.mp4", "https://radio.example/live/high/00017.m4s")
                .endsWith("https://radio.example/live/high/00024.m4s");
    }

    @Test
    void segmentsOfALiveTimelineKeepTheirNumbersWhenEarlierOnesAreDropped() {
        String timeline = "<SegmentTemplate timescale=\"1000\" media=\"$Time$.m4s\"><SegmentTimeline>%s"
                + "</SegmentTimeline></SegmentTemplate>";
        Instant now = Instant.parse("2026-11-27T12:01:00Z");
        assertThat(told(live(timeline.formatted("<S t=\"8000\" d=\"2000\" r=\"3\"/>")), now))
                .contains("#EXT-X-MEDIA-SEQUENCE:0\n");
        assertThat(told(live(timeline.formatted("<S t=\"12000\" d=\"2000\" r=\"1\"/><S d=\"1900\" r=\"1\"/>")), now))
                .contains("#EXT-X-MEDIA-SEQUENCE:2\n");
        assertThat(named).contains("https://radio.example/live/16000.m4s", "https://radio.example/live/17900.m4s");
        assertThat(told(live(timeline.formatted("<S t=\"90000\" d=\"2000\"/>")), now))
                .contains("#EXT-X-MEDIA-SEQUENCE:6\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT9223372036854775807S", "-P1000000000D", "soon"})
    void aTimeThatNoSoundTakesIsRefused(String time) {
        String manifest = "<MPD><Period start=\"" + time + "\" duration=\"" + time + "\"/></MPD>";
        assertThatThrownBy(() -> told(manifest, Instant.EPOCH)).isInstanceOf(FailureException.class);
    }

    @Test
    void periodsFollowOneAnotherWithTheirOwnBeginnings() {
        String period = "<Period duration=\"PT4S\"><BaseURL>%s/</BaseURL><AdaptationSet"
                + " mimeType=\"audio/mp4\"><Representation id=\"a\"><SegmentTemplate duration=\"3\""
                + " initialization=\"start\" media=\"$Number$\"/></Representation></AdaptationSet></Period>";
        String manifest = "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">" + period.formatted("one")
                + period.formatted("two") + "</MPD>";
        assertThat(told(manifest, Instant.EPOCH)).isEqualTo("""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:3
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-MAP:URI="door/1.m4s"
            #EXTINF:3.000000,
            door/2.m4s
            #EXTINF:1.000000,
            door/3.m4s
            #EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="door/4.m4s"
            #EXTINF:3.000000,
            door/5.m4s
            #EXTINF:1.000000,
            door/6.m4s
            #EXT-X-ENDLIST
            """);
        assertThat(named).contains("https://radio.example/live/two/start", "https://radio.example/live/two/2");
    }
}
