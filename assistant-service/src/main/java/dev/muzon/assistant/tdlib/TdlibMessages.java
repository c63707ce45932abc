package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.message.MessageText;
import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.message.OwnText;
import dev.muzon.assistant.message.Person;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The messages of an account by TDLib, which keeps none of them on the disk. */
final class TdlibMessages implements Messages {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 3;

    /** Nobody waits for the text of an older note. */
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(1);

    /** Telegram notices the end of a connection earlier than TDLib, and its clock is another one. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** TDLib asks about one group after the other. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** TDLib has read a group that is new to it by then. */
    private static final Duration GETTING_IN = Duration.ofSeconds(2);

    private final String account;
    private final TdClient client;
    private final MessageListener listener;
    private final KnownChats chats;
    private final People people;
    private final SentMessages sent;
    private final WrittenFiles files;
    private final NoteSounds sounds;
    private final AtomicReference<@Nullable Instant> lostAt = new AtomicReference<>();
    /** Times at which the account joined groups while this process ran, by their chats. */
    private final Map<Long, Instant> joined = new ConcurrentHashMap<>();

    private volatile boolean caughtUp;
    private volatile String language = "";

    TdlibMessages(String account, TdClient client, MessageListener listener, WrittenFiles files) {
        this.account = account;
        this.client = client;
        this.listener = listener;
        this.chats = new KnownChats(client);
        this.people = new People(client);
        this.sent = new SentMessages(client);
        this.files = files;
        this.sounds = new NoteSounds(client, files);
    }

    /** Takes an update about messages. Others do nothing. */
    void hear(JsonNode update) {
        if (listener.listens()) {
            switch (update.path("@type").asString("")) {
                case "updateOption" -> option(update);
                case "updateNewMessage" -> heard(update.path("message"));
                case "updateDeleteMessages" -> deleted(update);
                case "updateMessageSendSucceeded" -> sent.succeeded(update);
                case "updateMessageSendFailed" -> sent.failed(update);
                default -> {
                    // It is about something else.
                }
            }
        }
    }

    private void option(JsonNode update) {
        if (update.path("name").asString("").equals("suggested_language_pack_id")) {
            language = update.path("value").path("value").asString("");
        }
    }

    @Override
    public String language() {
        return language;
    }

    private void heard(JsonNode message) {
        TdMessages.note(message).ifPresent(note -> listener.note(account, note));
        TdMessages.ownText(message)
                .filter(text -> text.text().startsWith("/"))
                .ifPresent(text -> listener.command(account, text));
    }

    /** Passes on deletions. Messages that only left the memory are still there. */
    private void deleted(JsonNode update) {
        if (update.path("is_permanent").booleanValue(false)
                && !update.path("from_cache").booleanValue(false)) {
            List<Long> ids = new ArrayList<>();
            update.path("message_ids").forEach(id -> ids.add(id.longValue(0)));
            listener.deleted(account, update.path("chat_id").longValue(0), ids);
        }
    }

    @Override
    public Optional<VoiceNote> note(long chatId, long messageId) throws InterruptedException {
        return known(chatId, messageId).flatMap(TdMessages::note);
    }

    private Optional<JsonNode> known(long chatId, long messageId) throws InterruptedException {
        return chats.know(chatId) ? message(chatId, messageId) : Optional.empty();
    }

    private Optional<JsonNode> message(long chatId, long messageId) throws InterruptedException {
        try {
            return Optional.of(client.call(
                    TdRequest.of("getMessage").with("chat_id", chatId).with("message_id", messageId)));
        } catch (TdError e) {
            if (TdErrors.unknownMessage(e)) {
                return Optional.empty();
            }
            throw client.failed("reading a message", e);
        }
    }

    @Override
    public Optional<OwnText> ownText(long chatId, long messageId) throws InterruptedException {
        return known(chatId, messageId).flatMap(TdMessages::ownText);
    }

    @Override
    public boolean exists(long chatId, long messageId) throws InterruptedException {
        return known(chatId, messageId).isPresent();
    }

    @Override
    public Optional<Person> person(String username) throws InterruptedException {
        return people.named(username);
    }

    @Override
    public Optional<Person> author(long chatId, long messageId) throws InterruptedException {
        Optional<JsonNode> message = known(chatId, messageId);
        long author = message.map(it -> it.path("sender_id").path("user_id").longValue(0))
                .orElse(0L);
        return author == 0 ? Optional.empty() : Optional.of(people.person(author));
    }

    @Override
    public boolean isWithBot(long chatId) throws InterruptedException {
        return chatId > 0 && people.person(chatId).bot();
    }

    @Override
    public String recognise(VoiceNote note, Duration limit) throws InterruptedException {
        return new TdSpeech(client).recognise(note, limit);
    }

    @Override
    public Path download(VoiceNote note, Duration limit) throws InterruptedException {
        return sounds.fetch(note.file(), limit);
    }

    @Override
    public void forget(VoiceNote note) {
        sounds.forget(note.file());
    }

    /** Reads the newest messages only: an answer is written soon after what it answers. */
    @Override
    public List<Long> ownAnswers(long chatId, long messageId, String mark) throws InterruptedException {
        List<Long> found = new ArrayList<>();
        long from = 0;
        for (int page = 0; page < MOST_PAGES && (from == 0 || from > messageId); page++) {
            JsonNode messages = client.ask(
                            "reading a chat",
                            TdRequest.of("getChatHistory")
                                    .with("chat_id", chatId)
                                    .with("from_message_id", from)
                                    .with("offset", 0)
                                    .with("limit", PAGE)
                                    .with("only_local", false))
                    .path("messages");
            if (messages.isEmpty()) {
                break;
            }
            for (JsonNode message : messages) {
                from = message.path("id").longValue(0);
                if (answers(message, messageId, mark)) {
                    found.addFirst(from);
                }
            }
        }
        return found;
    }

    /** Returns whether a message is an answer with the mark. TDLib keeps those that Telegram refused, which nobody sees. */
    private static boolean answers(JsonNode message, long messageId, String mark) {
        return message.path("is_outgoing").booleanValue(false)
                && !message.path("sending_state").path("@type").asString("").equals("messageSendingStateFailed")
                && TdMessages.answered(message) == messageId
                && (marked(message.path("content").path("text"), mark)
                        || marked(message.path("content").path("caption"), mark));
    }

    private static boolean marked(JsonNode text, String mark) {
        return text.path("text").asString("").startsWith(mark);
    }

    @Override
    public long answer(long chatId, long messageId, MessageText text) throws InterruptedException {
        return answer(chatId, messageId, content(text));
    }

    @Override
    public long answerWithFile(long chatId, long messageId, String name, String text, String caption)
            throws InterruptedException {
        Path file = files.write(name, text);
        try {
            return answer(
                    chatId,
                    messageId,
                    TdRequest.of("inputMessageDocument")
                            .with(
                                    "document",
                                    TdRequest.of("inputDocument")
                                            .with(
                                                    "document",
                                                    TdRequest.of("inputFileLocal")
                                                            .with("path", file.toString()))
                                            .with("disable_content_type_detection", true))
                            .with("caption", TdRequest.of("formattedText").with("text", caption)));
        } finally {
            WrittenFiles.delete(file);
        }
    }

    private long answer(long chatId, long messageId, TdRequest content) throws InterruptedException {
        try {
            return sent.send(TdRequest.of(SentMessages.SEND)
                    .with("chat_id", chatId)
                    .with("reply_to", TdRequest.of("inputMessageReplyToMessage").with("message_id", messageId))
                    .with("options", TdRequest.of("messageSendOptions").with("disable_notification", true))
                    .with("input_message_content", content));
        } catch (TdError e) {
            throw client.failed("answering a message", e);
        }
    }

    @Override
    public void edit(long chatId, long messageId, MessageText text) throws InterruptedException {
        try {
            client.call(TdRequest.of("editMessageText")
                    .with("chat_id", chatId)
                    .with("message_id", messageId)
                    .with("input_message_content", content(text)));
        } catch (TdError e) {
            if (TdErrors.unknownMessage(e)) {
                throw gone(e);
            }
            if (!TdErrors.sameText(e)) {
                throw client.failed("editing a message", e);
            }
        }
    }

    private static FailureException gone(TdError error) {
        return Failure.of(FailureCode.MESSAGE_GONE, "the message was deleted").causedBy(error);
    }

    @Override
    public void delete(long chatId, List<Long> messageIds) throws InterruptedException {
        if (messageIds.isEmpty()) {
            return;
        }
        client.ask(
                "deleting messages",
                TdRequest.of("deleteMessages")
                        .with("chat_id", chatId)
                        .withNumbers("message_ids", messageIds)
                        .with("revoke", true));
    }

    private static TdRequest content(MessageText text) {
        TdRequest formatted = TdRequest.of("formattedText").with("text", text.text());
        if (text.quoteFrom() >= 0) {
            formatted.withAll(
                    "entities",
                    List.of(TdRequest.of("textEntity")
                            .with("offset", text.quoteFrom())
                            .with("length", text.text().length() - text.quoteFrom())
                            .with("type", TdRequest.of("textEntityTypeExpandableBlockQuote"))));
        }
        return TdRequest.of("inputMessageText")
                .with("text", formatted)
                .with("link_preview_options", TdRequest.of("linkPreviewOptions").with("is_disabled", true))
                .with("clear_draft", false);
    }

    /** Tells the listener of notes and commands that came while no process listened. Runs aside: it asks several times. */
    void catchUp() {
        if (listener.listens()) {
            listener.ready(account);
            lookBack(listener.ago(LONGEST_ABSENCE), Duration.ZERO);
        }
    }

    /** Hears that the connection stands or not. What came to busy groups meanwhile is looked for in their history. */
    void connection(boolean stands) {
        if (!stands) {
            lostAt.compareAndSet(null, listener.ago(Duration.ZERO));
            return;
        }
        Instant lost = lostAt.getAndSet(null);
        if (lost != null && caughtUp && listener.listens()) {
            lookBack(lost.minus(MARGIN), SETTLING);
        }
    }

    /**
     * Hears that the account is in a group. Looks at what was written there since it joined, when that was a moment ago:
     * TDLib passes on nothing that comes while it reads a group for the first time.
     *
     * @param since when the account joined
     */
    void member(long chatId, Instant since) {
        if (caughtUp
                && listener.listens()
                && since.isAfter(listener.ago(MARGIN))
                && !since.equals(joined.put(chatId, since))) {
            look(missed(since, GETTING_IN).in(chatId));
        }
    }

    private void lookBack(Instant since, Duration settling) {
        caughtUp = true;
        look(missed(since, settling));
    }

    private MissedNotes missed(Instant since, Duration settling) {
        return new MissedNotes(account, client, since, settling, listener, this::heard);
    }

    private void look(MissedNotes missed) {
        Thread.ofVirtual().name("catch-up " + account).start(missed);
    }
}
