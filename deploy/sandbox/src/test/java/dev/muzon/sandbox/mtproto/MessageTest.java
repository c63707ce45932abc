package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.TextEntity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MessageTest extends LoungeScenario {
    @Test
    void aHistoryIsReadPageByPage() {
        for (int i = 0; i < 25; i++) {
            telegram.world.messages().send(lounge.id(), alice, NewMessage.text("line " + i));
        }
        client.awaitNewMessage("line 24");
        List<Long> ids = new ArrayList<>();
        JsonNode page;
        do {
            long from = ids.isEmpty() ? 0 : ids.getLast();
            page = client.ok(
                            "getChatHistory",
                            request -> request.put("chat_id", lounge.id())
                                    .put("from_message_id", from)
                                    .put("limit", 10))
                    .path("messages");
            page.forEach(message -> ids.add(message.path("id").asLong()));
        } while (!page.isEmpty());
        assertThat(ids)
                .containsExactlyElementsOf(telegram.world.messages().all(lounge.id()).reversed().stream()
                        .map(message -> (long) message.id() << 20)
                        .toList());
    }

    @Test
    void aMessageOfAnotherUserArrivesWithItsFormatting() {
        telegram.world
                .messages()
                .send(
                        lounge.id(),
                        alice,
                        NewMessage.text("play it loud").entities(List.of(TextEntity.of(TextEntity.Type.BOLD, 8, 4))));
        JsonNode content =
                client.awaitNewMessage("play it loud").path("content").path("text");
        assertThat(content.path("entities").path(0).path("type").path("@type").asString())
                .isEqualTo("textEntityTypeBold");
    }

    @Test
    void aPrivateMessageArrives() {
        Chat chat = telegram.world.chats().privateChat(alice, telegram.assistant());
        telegram.world.messages().send(chat.id(), alice, NewMessage.text("just for you"));
        assertThat(client.awaitNewMessage("just for you").path("chat_id").asLong())
                .isEqualTo(alice);
    }

    @Test
    void aSentMessageIsWrittenOnceAndConfirmed() {
        Message answered = telegram.world.messages().last(lounge.id()).orElseThrow();
        JsonNode sent = send(
                "hello there",
                request -> request.putObject("reply_to")
                        .put("@type", "inputMessageReplyToMessage")
                        .put("message_id", (long) answered.id() << 20));
        JsonNode confirmed = client.awaitUpdate(
                "updateMessageSendSucceeded",
                update -> update.path("old_message_id").asLong()
                        == sent.path("id").asLong());
        Message written = telegram.world.messages().last(lounge.id()).orElseThrow();
        assertThat(written.text()).isEqualTo("hello there");
        assertThat(written.replyTo()).isEqualTo(answered.id());
        assertThat(confirmed.path("message").path("id").asLong()).isEqualTo((long) written.id() << 20);
        assertThat(client.count("updateNewMessage", "hello there")).isOne();
    }

    @Test
    void aClientEditsItsOwnMessage() {
        send("frist", _ -> {});
        JsonNode sent = client.awaitUpdate("updateMessageSendSucceeded", _ -> true);
        JsonNode edited = client.ok("editMessageText", request -> {
            request.put("chat_id", lounge.id())
                    .put("message_id", sent.path("message").path("id").asLong());
            content(request, "first");
        });
        assertThat(edited.path("edit_date").asInt()).isPositive();
        assertThat(telegram.world.messages().last(lounge.id()).orElseThrow().text())
                .isEqualTo("first");
    }

    @Test
    void aLongFloodWaitFailsTheMessageWithTheTimeToWait() {
        telegram.server.faults().floodWait("messages.sendMessage", 1, 77);
        send("too fast", _ -> {});
        JsonNode failed = client.awaitUpdate("updateMessageSendFailed", _ -> true);
        assertThat(failed.path("error").path("message").asString()).contains("77");
        assertThat(telegram.world.messages().last(lounge.id()).orElseThrow().text())
                .isNotEqualTo("too fast");
    }

    @Test
    void aShortFloodWaitIsWaitedOut() {
        telegram.server.faults().floodWait("messages.sendMessage", 1, 1);
        send("patient", _ -> {});
        client.awaitUpdate("updateMessageSendSucceeded", _ -> true);
        assertThat(telegram.server.requests("messages.sendMessage")).isEqualTo(2);
    }

    @Test
    void aFileIsDownloadedByteForByte() throws IOException {
        Message song = telegram.world.messages().all(lounge.id()).stream()
                .filter(message -> message.media() != null)
                .findFirst()
                .orElseThrow();
        JsonNode audio = client.ok(
                        "getMessage",
                        request -> request.put("chat_id", lounge.id()).put("message_id", (long) song.id() << 20))
                .path("content")
                .path("audio");
        assertThat(audio.path("title").asString()).isEqualTo("Nocturne");
        assertThat(audio.path("file_name").asString()).isEqualTo("song.mp3");
        JsonNode file = client.ok(
                "downloadFile",
                request -> request.put("file_id", audio.path("audio").path("id").asInt())
                        .put("priority", 32)
                        .put("synchronous", true));
        assertThat(Files.readAllBytes(Path.of(file.path("local").path("path").asString())))
                .isEqualTo(Telegram.SONG);
    }

    @Test
    void aVoiceNoteIsTranscribed() throws IOException {
        StoredFile note = telegram.world
                .files()
                .store(NewFile.of("note.ogg", "audio/ogg", Content.of(new byte[] {1}))
                        .tagged(null, null, Duration.ofSeconds(4)));
        telegram.server.transcripts().put(note.id(), "buy milk");
        telegram.world.messages().send(lounge.id(), alice, NewMessage.media(Media.Kind.VOICE, note, "my note"));
        JsonNode message = client.awaitNewMessage("my note");
        assertThat(message.path("content").path("@type").asString()).isEqualTo("messageVoiceNote");

        client.ok(
                "recognizeSpeech",
                request -> request.put("chat_id", lounge.id())
                        .put("message_id", message.path("id").asLong()));
        client.awaitUpdate(
                "updateMessageContent",
                update -> update.path("new_content")
                        .path("voice_note")
                        .path("speech_recognition_result")
                        .path("text")
                        .asString("")
                        .equals("buy milk"));
    }

    private JsonNode send(String text, Consumer<ObjectNode> more) {
        return client.ok("sendMessage", request -> {
            content(request.put("chat_id", lounge.id()), text);
            more.accept(request);
        });
    }

    private static void content(ObjectNode request, String text) {
        request.putObject("input_message_content")
                .put("@type", "inputMessageText")
                .putObject("text")
                .put("@type", "formattedText")
                .put("text", text);
    }
}
