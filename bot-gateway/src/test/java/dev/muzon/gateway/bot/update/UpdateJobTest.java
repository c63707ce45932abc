package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Material;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import dev.muzon.testkit.NewerJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the stored form of updates that wait to be handled. */
class UpdateJobTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Conversation GROUP =
            new Conversation(-1_001_234_567_890L, Conversation.Kind.GROUP, "Muzon Lounge", "muzon_lounge");
    private static final Sender ALICE = new Sender(7, "Alice", Sender.Kind.USER, "en");
    private static final TelegramFile FILE = new TelegramFile(
            "file-1", "unique-1", "Nocturne", "Muzon Ensemble", "nocturne.mp3", Duration.ofSeconds(154), 4_000_000L);

    /** Returns one update of each kind. */
    static List<UpdateJob> samples() {
        return Stream.<Incoming>of(
                        new Incoming.Command(
                                41,
                                GROUP,
                                ALICE,
                                511,
                                "play",
                                "muzon_bot",
                                "nocturne",
                                FILE,
                                Instant.parse("2026-01-01T00:00:00Z"),
                                9,
                                new Material(false, null, List.of(), null)),
                        new Incoming.PrivateTalk(42, GROUP, ALICE, 512, null, null),
                        new Incoming.AlbumItem(43, GROUP, 513, "album-1", FILE),
                        new Incoming.ButtonPress(44, "callback-1", GROUP, ALICE, 514, "player:pause", 9, "Pause"),
                        new Incoming.InlineQuery(45, "query-1", ALICE, "noct"),
                        new Incoming.MemberChange(
                                46, GROUP, 8, Membership.MEMBER, false, false, Membership.ABSENT, ALICE),
                        new Incoming.JoinRequest(47, GROUP, 8),
                        new Incoming.ChatUpgrade(48, GROUP, -1_009_876_543_210L),
                        new Incoming.VoiceChatStarted(49, GROUP),
                        new Incoming.Ignored(50),
                        new Incoming.VoiceChatEnded(51, GROUP))
                .map(update -> new UpdateJob(123_456_789, update))
                .toList();
    }

    @Test
    void anUpdateOfTheFirstReleaseIsRead() throws IOException {
        JsonNode golden = golden();
        List<UpdateJob> samples = samples();

        assertThat(golden.size()).isEqualTo(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            assertThat(JSON.treeToValue(golden.get(i), UpdateJob.class)).isEqualTo(samples.get(i));
        }
    }

    @Test
    void fieldsOfANewerVersionDoNotHideAnUpdate() throws IOException {
        List<UpdateJob> samples = samples();
        JsonNode newer = JSON.readTree(NewerJson.of(JSON.writeValueAsString(samples)));

        for (int i = 0; i < samples.size(); i++) {
            assertThat(JSON.treeToValue(newer.get(i), UpdateJob.class)).isEqualTo(samples.get(i));
        }
    }

    /** Guards older replicas: a field that was renamed or retyped would leave them without the update. */
    @Test
    void anUpdateIsStoredAsTheFirstReleaseReadsIt() throws IOException {
        assertThat(JSON.readTree(JSON.writeValueAsString(samples()))).isEqualTo(golden());
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = UpdateJobTest.class.getResourceAsStream("/golden/0.1.0/update.json")) {
            return JSON.readTree(file.readAllBytes());
        }
    }
}
