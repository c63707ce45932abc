package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.resilience.FailureLog;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The buttons below a list of tracks. The first press plays one, as the request of the person who pressed. A button
 * carries the track's id, so that it works as long as the extractor remembers the track.
 */
@Component
class PickButtons implements CallbackHandler {
    private final PickedTracks picked;
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Texts texts;
    private final FailureLog failures;

    PickButtons(PickedTracks picked, Outbox outbox, ChatLanguages languages, Texts texts, FailureLog failures) {
        this.picked = picked;
        this.outbox = outbox;
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
        return switch (picked.one(press, data)) {
            case NOTHING -> Reaction.says(MusicPhrase.PICK_OLD);
            case AGAIN -> Reaction.says(MusicPhrase.PICK_DONE);
            case FIRST -> {
                tell(press, Objects.requireNonNull(press.chat()));
                yield Reaction.silent();
            }
        };
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
