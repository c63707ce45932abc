package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.NewUser;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.World;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class CallControllerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);

    private final World world = new World(CLOCK);
    private final User olga = world.users().create(NewUser.person("Olga", "olga", "en"));
    private final Chat lounge = world.chats().createGroup("Lounge", "lounge", olga.id());
    private final MockMvc http =
            MockMvcBuilders.standaloneSetup(new CallController(world, CLOCK)).build();

    @Test
    void schedulesAVoiceChatAndStartsIt() throws Exception {
        send(post(path("")), "{\"as\":%d,\"startsIn\":3600}");
        assertThat(active().rules().scheduledFor()).isEqualTo(CLOCK.instant().plusSeconds(3600));

        send(post(path("/start")), "{\"as\":%d}");
        assertThat(active().rules().scheduledFor()).isNull();
    }

    @Test
    void makesALiveStream() throws Exception {
        send(post(path("")), "{\"as\":%d,\"livestream\":true}");

        assertThat(active().rules().livestream()).isTrue();
    }

    @Test
    void mutesNewParticipantsAndLetsOneSpeak() throws Exception {
        User ann = world.users().create(NewUser.person("Ann", "ann", "en"));
        world.members().add(lounge.id(), olga.id(), ann.id());
        send(post(path("")), "{\"as\":%d}");
        send(put(path("/settings")), "{\"as\":%d,\"joinMuted\":true}");
        world.voiceChats().join(active().id(), ann.id(), 7, false);
        assertThat(active().participant(ann.id()).orElseThrow().silenced()).isTrue();

        send(put(path("/participants/" + ann.id())), "{\"as\":%d,\"muted\":false,\"volume\":5000}");

        assertThat(active().participant(ann.id()).orElseThrow().silenced()).isFalse();
        assertThat(active().participant(ann.id()).orElseThrow().volume()).isEqualTo(5000);
    }

    private String path(String rest) {
        return "/sandbox/mtproto/voice-chats/" + lounge.id() + rest;
    }

    private void send(MockHttpServletRequestBuilder request, String body) throws Exception {
        http.perform(request.contentType(APPLICATION_JSON).content(body.formatted(olga.id())))
                .andExpect(status().isNoContent());
    }

    private VoiceChat active() {
        return world.voiceChats().activeIn(lounge.id()).orElseThrow();
    }
}
