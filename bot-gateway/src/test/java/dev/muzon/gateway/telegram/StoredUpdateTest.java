package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Updates that wait in the queue, as this version and older ones store them. */
class StoredUpdateTest {
    @Test
    void readsACommandThatAnOlderVersionStored() {
        String stored = """
                {"type":"command","updateId":5,"chat":{"id":-1,"kind":"GROUP","title":"G","username":null},
                 "sender":{"id":7,"name":"A","kind":"USER","languageTag":null},"messageId":9,"name":"play",
                 "addressee":null,"argument":"see http://h.example/a.mp3","media":null}""";
        assertThat(JsonMapper.shared().readValue(stored, Incoming.class))
                .isInstanceOfSatisfying(Incoming.Command.class, command -> {
                    assertThat(command.sentAt()).isNull();
                    assertThat(command.thread()).isNull();
                    assertThat(command.material().links()).containsExactly("http://h.example/a.mp3");
                });
        String promotion = """
                {"type":"member","updateId":5,"chat":{"id":-1,"kind":"GROUP","title":"G","username":null},
                 "userId":7,"membership":"ADMINISTRATOR","self":true}""";
        assertThat(JsonMapper.shared().readValue(promotion, Incoming.class))
                .isInstanceOfSatisfying(
                        Incoming.MemberChange.class,
                        it -> assertThat(it.isArrival()).isFalse());
        String press = """
                {"type":"button","updateId":5,"callbackId":"q","chat":null,
                 "sender":{"id":7,"name":"A","kind":"USER","languageTag":null},"messageId":9,"data":"x"}""";
        assertThat(JsonMapper.shared().readValue(press, Incoming.class))
                .isInstanceOfSatisfying(
                        Incoming.ButtonPress.class,
                        it -> assertThat(it.thread()).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command",
                "edited-command",
                "reply-to-link",
                "reply-to-album-item",
                "album-item",
                "button",
                "inline-query",
                "join-request",
                "added",
                "private-words"
            })
    void survivesBeingStored(String fixture) {
        Incoming incoming = Fixtures.read(fixture);
        String stored = JsonMapper.shared().writerFor(Incoming.class).writeValueAsString(incoming);
        assertThat(JsonMapper.shared().readValue(stored, Incoming.class)).isEqualTo(incoming);
    }
}
