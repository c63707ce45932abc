package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.mtproto.message.Transcripts;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldListener;
import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scene of the demo in which Boris sends a voice note. The owner of the first assistant that logs in has the account
 * read the notes of the people in the kitchen, as every owner would: by commands in Saved Messages and one in the group.
 * Boris speaks once the account has told the group so. Without an answer nothing is seen in the group.
 */
final class BorisNote implements WorldListener {
    /** The words of the sound, which espeak-ng spoke with its Russian voice and ffmpeg encoded. */
    static final String WORDS = "Чайник вскипел! Приходите на кухню, включим колыбельную.";

    private static final String SOUND = "boris.oga";
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(BorisNote.class);

    private final World world;
    private final WorldSeed seed;
    private final Transcripts transcripts;
    private @Nullable User owner;

    /** The words of the owner that the account has not answered. */
    private @Nullable Message open;

    /**
     * Makes the scene.
     *
     * @param transcripts what Telegram's recognition knows
     */
    BorisNote(World world, WorldSeed seed, Transcripts transcripts) {
        this.world = world;
        this.seed = seed;
        this.transcripts = transcripts;
    }

    /** Begins when an account of an assistant hears of new messages. It happens once. */
    synchronized void begin(long userId) {
        if (owner != null) {
            return;
        }
        seed.assistants().stream()
                .filter(assistant -> assistant.id() == userId)
                .findFirst()
                .ifPresent(assistant -> {
                    owner = assistant;
                    setUp(assistant);
                });
    }

    private void setUp(User assistant) {
        long saved = world.chats().privateChat(assistant.id(), assistant.id()).id();
        write(saved, assistant, "/language ru");
        for (User person : inKitchen()) {
            open = write(saved, assistant, "/track @" + person.username());
        }
    }

    private List<User> inKitchen() {
        Chat kitchen = world.chats().get(seed.kitchen().id());
        return seed.people().stream().filter(person -> kitchen.has(person.id())).toList();
    }

    @Override
    public synchronized void on(WorldEvent event) {
        if (event instanceof WorldEvent.MessageSent(var message) && answers(message)) {
            long chat = message.chatId();
            open = null;
            if (chat == seed.kitchen().id()) {
                speak();
            } else {
                switchOn(Objects.requireNonNull(owner));
            }
        }
    }

    private boolean answers(Message message) {
        return open != null
                && owner != null
                && message.chatId() == open.chatId()
                && message.author().is(owner.id())
                && Objects.equals(message.replyTo(), open.id());
    }

    private void switchOn(User assistant) {
        Chat kitchen = world.chats().get(seed.kitchen().id());
        if (!kitchen.has(assistant.id())) {
            world.members().add(kitchen.id(), boris().id(), assistant.id());
        }
        open = write(kitchen.id(), assistant, "/transcribe on");
    }

    private void speak() {
        StoredFile sound = sound();
        transcripts.put(sound.id(), WORDS);
        world.messages().send(seed.kitchen().id(), boris().id(), NewMessage.media(Media.Kind.VOICE, sound, ""));
        log.info("Boris sent a voice note, which the account will answer with its text");
    }

    private StoredFile sound() {
        try (InputStream in = Objects.requireNonNull(BorisNote.class.getResourceAsStream(SOUND))) {
            return world.files()
                    .store(NewFile.of("voice.oga", "audio/ogg", Content.of(in.readAllBytes()))
                            .tagged(null, null, LENGTH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private User boris() {
        return seed.people().stream()
                .filter(person -> "boris".equals(person.username()))
                .findFirst()
                .orElseThrow();
    }

    private Message write(long chat, User by, String text) {
        return world.messages().send(chat, by.id(), NewMessage.text(text));
    }
}
