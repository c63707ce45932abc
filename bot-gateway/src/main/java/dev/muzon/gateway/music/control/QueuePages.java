package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.callback.CallbackHandler;
import dev.muzon.gateway.bot.callback.Reaction;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The buttons below /queue. They show another page in the same message, as the queue is now. */
@Component
class QueuePages implements CallbackHandler {
    private static final Pattern FROM = Pattern.compile("[0-9]{1,5}");

    private final PlayerClient player;
    private final QueueText text;
    private final Outbox outbox;
    private final ChatLanguages languages;

    QueuePages(PlayerClient player, QueueText text, Outbox outbox, ChatLanguages languages) {
        this.player = player;
        this.text = text;
        this.outbox = outbox;
        this.languages = languages;
    }

    @Override
    public String prefix() {
        return QueueText.PREFIX;
    }

    @Override
    public Reaction pressed(Incoming.ButtonPress press, String data) {
        Conversation chat = press.chat();
        if (chat == null || !FROM.matcher(data).matches()) {
            throw Failure.of(FailureCode.STALE_BUTTON, "not a page of the queue")
                    .asException();
        }
        PlayerView view = player.view(new PlayerId(chat.id()));
        Content content = text.of(view, page(chat.id(), view, Integer.parseInt(data)), languages.of(chat.id()));
        return Reaction.until(outbox.edit(chat.id(), press.messageId(), content));
    }

    /** Returns the page, or the last one of a queue that became shorter. */
    private QueuePage page(long chat, PlayerView view, int from) {
        int last = Math.max(0, view.queue().size() - 1) / QueueText.LINES * QueueText.LINES;
        return player.page(new PlayerId(chat), Math.min(from, last), QueueText.LINES);
    }
}
