package dev.muzon.sandbox.world;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Pressed buttons, and the bots' answers. */
public final class Callbacks {
    /** A bot that lets a button spin longer than this is told that its answer came too late. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private final WorldLock lock;
    private final Chats chats;
    private final Messages messages;
    private final Map<String, Callback> byId = new HashMap<>();

    Callbacks(WorldLock lock, Chats chats, Messages messages) {
        this.lock = lock;
        this.chats = chats;
        this.messages = messages;
    }

    /**
     * Presses a button.
     *
     * @throws WorldException {@link Refusal#MESSAGE_NOT_FOUND}, {@link Refusal#BUTTON_NOT_FOUND},
     * {@link Refusal#NOT_A_MEMBER}
     */
    public Callback press(long chatId, long userId, int messageId, String data) {
        return lock.locked(() -> {
            chats.requirePresent(chatId, userId);
            var message = messages.get(chatId, messageId);
            var keyboard = message.keyboard();
            if (keyboard == null
                    || keyboard.withData(data).isEmpty()
                    || !(message.author() instanceof Author.ByUser(long botId))) {
                throw new WorldException(Refusal.BUTTON_NOT_FOUND);
            }
            var id = Long.toString(WorldLock.hashOf(lock.nextId()) & Long.MAX_VALUE);
            var callback = new Callback(id, userId, botId, chatId, messageId, data, lock.now(), null);
            byId.put(id, callback);
            lock.tell(new WorldEvent.ButtonPressed(callback));
            return callback;
        });
    }

    /**
     * Answers a press.
     *
     * @throws WorldException {@link Refusal#CALLBACK_NOT_FOUND}, {@link Refusal#CALLBACK_EXPIRED}
     */
    public void answer(String id, long botId, Callback.Answer answer) {
        lock.locked(() -> {
            var callback = find(id).filter(found -> found.botId() == botId)
                    .orElseThrow(() -> new WorldException(Refusal.CALLBACK_NOT_FOUND));
            if (callback.answer() != null || callback.pressed().plus(PATIENCE).isBefore(lock.now())) {
                throw new WorldException(Refusal.CALLBACK_EXPIRED);
            }
            var answered = new Callback(
                    id,
                    callback.userId(),
                    botId,
                    callback.chatId(),
                    callback.messageId(),
                    callback.data(),
                    callback.pressed(),
                    answer);
            byId.put(id, answered);
            lock.tell(new WorldEvent.ButtonAnswered(answered));
        });
    }

    public Optional<Callback> find(String id) {
        return lock.locked(() -> Optional.ofNullable(byId.get(id)));
    }
}
