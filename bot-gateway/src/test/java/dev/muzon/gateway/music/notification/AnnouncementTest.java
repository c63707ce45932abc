package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import dev.muzon.testkit.NewerJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the stored form of announcements that wait for Telegram. */
class AnnouncementTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Announcement sample() {
        var track = new Track("a1b2", "library", "Nocturne", "Muzon Ensemble", Duration.ofSeconds(154), null);
        return new Announcement(new PlayerEvent.TracksQueued(
                "tg:123456789:41",
                new ChatRef(-1_001_234_567_890L, "Muzon Lounge", "muzon_lounge"),
                List.of(new QueueEntry("tg:123456789:41/0", "tg:123456789:41", track, new Requester(7, "Alice"))),
                2,
                Duration.ofSeconds(93),
                null));
    }

    @Test
    void anAnnouncementOfTheFirstReleaseIsRead() throws IOException {
        assertThat(JSON.treeToValue(golden(), Announcement.class)).isEqualTo(sample());
    }

    @Test
    void fieldsOfANewerVersionDoNotHideAnAnnouncement() throws IOException {
        assertThat(JSON.readValue(NewerJson.of(JSON.writeValueAsString(sample())), Announcement.class))
                .isEqualTo(sample());
    }

    /** Guards older replicas: a field that was renamed or retyped would leave them without the announcement. They pass over newer ones. */
    @Test
    void anAnnouncementIsStoredAsTheFirstReleaseReadsIt() throws Exception {
        JSONAssert.assertEquals(golden().toString(), JSON.writeValueAsString(sample()), JSONCompareMode.LENIENT);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = AnnouncementTest.class.getResourceAsStream("/golden/0.1.0/announcement.json")) {
            return JSON.readTree(file.readAllBytes());
        }
    }
}
