package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.request.RequestTimes;
import dev.muzon.gateway.music.request.SlowRequests;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureLog;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The buttons below a list of tracks. The first press plays one, as the request of the person who pressed. A button
 * carries the track's id, so that it works as long as the extractor remembers the track.
 */
@Component
class PickButtons implements CallbackHandler {
    private final StatusMessages statuses;
    private final SlowRequests slow;
    private final PatientJobs jobs;
    private final RequestTimes times;
    private final Outbox outbox;
    private final BotAccount account;
    private final ChatLanguages languages;
    private final Texts texts;
    private final FailureLog failures;

    PickButtons(
            StatusMessages statuses,
            SlowRequests slow,
            PatientJobs jobs,
            RequestTimes times,
            Outbox outbox,
            BotAccount account,
            ChatLanguages languages,
            Texts texts,
            FailureLog failures) {
        this.statuses = statuses;
        this.slow = slow;
        this.jobs = jobs;
        this.times = times;
        this.outbox = outbox;
        this.account = account;
        this.languages = languages;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public String prefix() {
        return PickButton.PREFIX;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        Optional<TrackQuery> query = PickButton.query(data);
        if (chat == null || chat.isPrivate() || query.isEmpty()) {
            return Reaction.says(MusicPhrase.PICK_OLD);
        }
        // One list is one request, however many people press its buttons.
        String id = request(chat.id(), press.messageId());
        var request = new ResolveTracks(
                id, chat.ref(), press.sender().requester(), query.get(), press.updateId(), Placement.LAST, times.now());
        boolean first = statuses.open(id, new Destination(chat.id(), press.thread()), press.messageId())
                && jobs.publishNew(id, request);
        if (!first) {
            return Reaction.says(MusicPhrase.PICK_DONE);
        }
        tell(press, chat);
        slow.watch(id, chat.id(), languages.of(chat.id()));
        return Reaction.silent();
    }

    /** Tells whether a track of this list was picked already. */
    boolean isPicked(long chat, int list) {
        return statuses.exists(request(chat, list));
    }

    private String request(long chat, int list) {
        return "pick:" + account.id() + ":" + chat + ":" + list;
    }

    /** Takes the buttons away and says who picked what. */
    private void tell(Incoming.ButtonPress press, Conversation chat) {
        var values = new HashMap<String, String>();
        values.put("name", Titles.shortened(press.sender().name()));
        if (press.label() != null) {
            values.put("title", Titles.shortened(PickButton.title(press.label())));
        }
        var picked = Content.of(texts.html(languages.of(chat.id()), MusicPhrase.PICKED, values));
        CompletableFuture<Integer> _ = outbox.edit(chat.id(), press.messageId(), picked)
                .exceptionally(thrown -> {
                    failures.report("list in chat " + chat.id(), thrown);
                    return Outbox.DROPPED;
                });
    }
}
