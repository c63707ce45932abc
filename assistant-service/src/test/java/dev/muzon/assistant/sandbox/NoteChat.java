package dev.muzon.assistant.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/** A chat in which people send voice notes. */
public final class NoteChat {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final SandboxTelegram telegram;
    private final Chat chat;

    private NoteChat(SandboxTelegram telegram, Chat chat) {
        this.telegram = telegram;
        this.chat = chat;
    }

    /** Returns the private chat of two people. */
    public static NoteChat between(SandboxTelegram telegram, User one, User other) {
        return new NoteChat(telegram, telegram.world.chats().privateChat(one.id(), other.id()));
    }

    public static NoteChat of(SandboxTelegram telegram, Chat chat) {
        return new NoteChat(telegram, chat);
    }

    /** Sends a voice note, as the person would from a phone. */
    public Message note(User sender, Path sound) {
        return send(sender, Media.Kind.VOICE, NewFile.of("voice.ogg", "audio/ogg", content(sound)));
    }

    /** Sends a voice note that says how long it lasts. */
    public Message note(User sender, Path sound, Duration length) {
        return send(sender, Media.Kind.VOICE, NewFile.of("voice.ogg", "audio/ogg", content(sound)), length, _ -> {});
    }

    /** Sends a voice note whose file somebody knows before it is sent. */
    public Message note(User sender, Path sound, LongConsumer file) {
        return send(sender, Media.Kind.VOICE, NewFile.of("voice.ogg", "audio/ogg", content(sound)), LENGTH, file);
    }

    /** Sends a round video note. */
    public Message videoNote(User sender, Path film) {
        return send(
                sender,
                Media.Kind.VIDEO_NOTE,
                NewFile.of("round.mp4", "video/mp4", content(film)).sized(240, 240));
    }

    /** Forwards a message of this chat to another one. */
    public Message forward(Message message, User by, NoteChat to) {
        return telegram.world.messages().forward(chat.id(), message.id(), to.chat.id(), by.id(), null);
    }

    private Message send(User sender, Media.Kind kind, NewFile file) {
        return send(sender, kind, file, LENGTH, _ -> {});
    }

    private Message send(User sender, Media.Kind kind, NewFile file, Duration length, LongConsumer known) {
        try {
            StoredFile stored = telegram.world.files().store(file.tagged(null, null, length));
            known.accept(stored.id());
            return telegram.world.messages().send(chat.id(), sender.id(), NewMessage.media(kind, stored, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Content content(Path file) {
        try {
            return Content.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Message write(User sender, String text) {
        return telegram.world.messages().send(chat.id(), sender.id(), NewMessage.text(text));
    }

    public Message reply(User sender, Message answered, String text) {
        return telegram.world
                .messages()
                .send(chat.id(), sender.id(), NewMessage.text(text).replyTo(answered.id()));
    }

    public Message current(Message message) {
        return telegram.world.messages().get(chat.id(), message.id());
    }

    public void delete(Message message, User by) {
        telegram.world.messages().delete(chat.id(), by.id(), message.id());
    }

    /** Returns the answers to a message, oldest first. */
    public List<Message> answers(Message answered) {
        return telegram.world.messages().all(chat.id()).stream()
                .filter(message -> message.replyTo() != null && message.replyTo() == answered.id())
                .toList();
    }

    /** Waits for an answer with exactly this text. */
    public Message awaitAnswer(Message answered, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(answers(answered)).extracting(Message::text).contains(text));
        return answers(answered).getLast();
    }
}
