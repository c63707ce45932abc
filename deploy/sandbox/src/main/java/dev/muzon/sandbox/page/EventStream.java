package dev.muzon.sandbox.page;

import dev.muzon.sandbox.voice.RoomAudio;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream of changes to every open page, and several times a second the loudness of each speaker. */
@RestController
final class EventStream implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final Duration LEVEL_PERIOD = Duration.ofMillis(150);
    private static final double SILENCE = 0.001;

    private final World world;
    private final Overviews overviews;
    private final RoomAudio audio;
    private final List<SseEmitter> pages = new CopyOnWriteArrayList<>();
    private final Thread metering;

    EventStream(World world, Overviews overviews, RoomAudio audio) {
        this.world = world;
        this.overviews = overviews;
        this.audio = audio;
        this.metering = Thread.ofVirtual().name("voice-levels").start(this::meter);
    }

    /**
     * An event.
     *
     * @param type names what {@code data} is: post, edit, delete, chat, action, press, answer, commands, voice, logins,
     * inline, levels
     */
    record Told(String type, Object data) {}

    /**
     * Logins under way.
     *
     * @param codes that wait to be scanned
     * @param passwords accounts that wait for theirs
     */
    record Logins(List<View.Login> codes, List<Long> passwords, Map<Long, String> phoneCodes) {}

    record Deleted(long chatId, List<Integer> messageIds) {}

    record Action(long chatId, long userId, String action) {}

    @GetMapping(path = "/sandbox/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open() throws IOException {
        var page = new SseEmitter(0L);
        var subscription = world.listen(event -> tell(page, told(event)));
        pages.add(page);
        page.onCompletion(() -> {
            subscription.close();
            pages.remove(page);
        });
        page.onError(e -> log.debug("Page closed its stream", e));
        page.send(SseEmitter.event().comment("open"));
        return page;
    }

    private Told told(WorldEvent event) {
        return switch (event) {
            case WorldEvent.MessageSent(var message) -> new Told("post", View.Post.of(message));
            case WorldEvent.MessageEdited(var message) -> new Told("edit", View.Post.of(message));
            case WorldEvent.MessagesDeleted(long chatId, var ids) -> new Told("delete", new Deleted(chatId, ids));
            case WorldEvent.ChatChanged(var chat) -> new Told("chat", chat.id());
            case WorldEvent.MemberChanged changed ->
                new Told("chat", changed.chat().id());
            case WorldEvent.JoinRequested(var request) -> new Told("chat", request.chatId());
            case WorldEvent.InlineQueried(var query) -> new Told("inline", query.id());
            case WorldEvent.InlineResultChosen(var query, var _) -> new Told("inline", query.id());
            case WorldEvent.ChatActionShown(long chatId, long userId, var action) ->
                new Told("action", new Action(chatId, userId, action));
            case WorldEvent.ButtonPressed(var callback) -> new Told("press", View.Press.of(callback));
            case WorldEvent.ButtonAnswered(var callback) -> new Told("answer", View.Press.of(callback));
            case WorldEvent.CommandsChanged(long botId) -> new Told("commands", botId);
            case WorldEvent.VoiceChatChanged(var voice) -> new Told("voice", View.Voice.of(voice));
            case WorldEvent.VoiceParticipantChanged changed -> new Told("voice", View.Voice.of(changed.voiceChat()));
            case WorldEvent.LoginTokenChanged _, WorldEvent.LoginPasswordChanged _, WorldEvent.LoginCodeChanged _ ->
                new Told(
                        "logins",
                        new Logins(
                                overviews.logins(),
                                world.logins().awaitedPasswords(),
                                world.logins().awaitedCodes()));
        };
    }

    private static void tell(SseEmitter page, Told told) {
        try {
            page.send(told, MediaType.APPLICATION_JSON);
        } catch (IOException | IllegalStateException e) {
            log.debug("Page closed its stream", e);
        }
    }

    private void meter() {
        boolean heard = false;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(LEVEL_PERIOD);
                var levels = levels();
                if (heard || !levels.isEmpty()) {
                    pages.forEach(page -> tell(page, new Told("levels", levels)));
                }
                heard = !levels.isEmpty();
            }
        } catch (InterruptedException e) {
            log.debug("Levels stopped");
        }
    }

    /** Returns levels by chat and user. Chats in which nobody is heard are left out. */
    private Map<Long, Map<Long, Double>> levels() {
        var levels = new HashMap<Long, Map<Long, Double>>();
        if (!pages.isEmpty()) {
            for (var chat : world.chats().all()) {
                var ofChat = audio.levels(chat.id());
                if (ofChat.values().stream().anyMatch(level -> level > SILENCE)) {
                    levels.put(chat.id(), ofChat);
                }
            }
        }
        return levels;
    }

    @Override
    public void destroy() {
        metering.interrupt();
        pages.forEach(SseEmitter::complete);
    }
}
