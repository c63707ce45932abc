package dev.muzon.assistant.note;

import dev.muzon.assistant.message.MessageText;
import dev.muzon.assistant.message.Messages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a note or a command, edited in place. Its id is stored. Where none is, the chat itself says what was
 * answered before: a process that died between sending and saving would otherwise answer twice.
 */
final class NoteAnswer {
    private static final Logger log = LoggerFactory.getLogger(NoteAnswer.class);

    /** The beginning of each answer. */
    static final String MARK = "🎙";

    private static final String BEGINNING = MARK + " …";
    private static final String MORE = " …";
    /** Longer texts are shown folded. */
    private static final int FOLDED_FROM = 600;
    /** Leaves room for the mark and the number of the part. */
    private static final int PART = MessageText.MAX_LENGTH - 96;
    /** Characters that are shown of a text that comes as a file. */
    private static final int BEGINNING_LENGTH = 1_000;
    /** Telegram allows an edit a second. */
    private static final long PAUSE_NANOS = 2_500_000_000L;

    private final Messages messages;
    private final AnswerStore store;
    private final String id;
    private final long chatId;
    private final long noteId;
    private final LongSupplier nanos;
    private final List<Long> parts = new ArrayList<>();
    private long shownAt;

    /**
     * Makes an answer.
     *
     * @param id of what is answered, the same in every attempt
     * @param noteId the message that is answered
     * @param nanos a clock as {@link System#nanoTime()}
     */
    NoteAnswer(Messages messages, AnswerStore store, String id, long chatId, long noteId, LongSupplier nanos) {
        this.messages = messages;
        this.store = store;
        this.id = id;
        this.chatId = chatId;
        this.noteId = noteId;
        this.nanos = nanos;
    }

    /** Finds the answer of an earlier attempt, or begins one. */
    void begin() throws InterruptedException {
        begin(MessageText.plain(BEGINNING));
    }

    /** Returns whether these are the first words of the answer. */
    private boolean begin(MessageText first) throws InterruptedException {
        find();
        boolean begins = parts.isEmpty();
        if (begins) {
            append(first);
        }
        shownAt = nanos.getAsLong();
        return begins;
    }

    private void find() throws InterruptedException {
        parts.clear();
        parts.addAll(store.parts(id));
        if (parts.isEmpty()) {
            parts.addAll(messages.ownAnswers(chatId, noteId, MARK));
            if (!parts.isEmpty()) {
                store.save(id, parts);
            }
        }
    }

    private void append(MessageText part) throws InterruptedException {
        parts.add(messages.answer(chatId, noteId, part));
        store.save(id, parts);
    }

    /** Shows what was recognised so far, unless something was shown a moment ago. */
    void progress(String text) throws InterruptedException {
        if (!text.isBlank() && due()) {
            String soFar = shortened(text) + MORE;
            hint(formatted(soFar, "", isLong(soFar)));
        }
    }

    /** Shows words about the note, unless something was shown a moment ago. */
    void remark(String words) throws InterruptedException {
        if (due()) {
            hint(MessageText.plain(MARK + " " + words));
        }
    }

    /** Shows what may be left out. Where Telegram wants fewer edits, the next one waits and the reading goes on. */
    private void hint(MessageText text) throws InterruptedException {
        try {
            show(text);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.FloodWait flood)) {
                throw e;
            }
            shownAt = nanos.getAsLong() + flood.retryAfter().toNanos();
            log.info("Progress of a note is not shown for {}: {}", flood.retryAfter(), flood.detail());
        }
    }

    private boolean due() {
        return nanos.getAsLong() - shownAt >= PAUSE_NANOS;
    }

    private void show(MessageText text) throws InterruptedException {
        messages.edit(chatId, parts.getFirst(), text);
        shownAt = nanos.getAsLong();
    }

    /** Gives a part its last text. Where Telegram wants fewer edits for minutes, a new message takes its place. */
    private void put(int part, MessageText text) throws InterruptedException {
        try {
            messages.edit(chatId, parts.get(part), text);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.FloodWait)) {
                throw e;
            }
            log.info(
                    "An answer is sent again instead of edited: {}", e.failure().detail());
            // Without its ids the chat itself says what was sent, whenever the process dies.
            store.forget(id);
            parts.add(parts.remove(part));
            parts.add(part, messages.answer(chatId, noteId, text));
            store.save(id, parts);
        }
    }

    private static boolean isLong(String text) {
        return text.length() >= FOLDED_FROM;
    }

    private static String shortened(String text) {
        return TextParts.of(text, PART).getFirst();
    }

    /**
     * Writes the whole text. One that is too long for a message comes as a file below its beginning, or in as many
     * messages as it needs where the chat takes no files.
     *
     * @param heading stands before the text, blank for none
     * @param whole says in words that the file has the whole text
     */
    void finish(String text, String heading, String whole) throws InterruptedException {
        List<String> texts = TextParts.of(text, PART);
        if (texts.size() == 1 || !writeFile(text, heading, whole)) {
            writeParts(texts, heading);
        }
    }

    /** Returns false where the chat takes no files. */
    private boolean writeFile(String text, String heading, String whole) throws InterruptedException {
        String head = heading.isBlank() ? "" : " " + heading;
        put(0, formatted(TextParts.of(text, BEGINNING_LENGTH).getFirst() + MORE, head, true));
        keepFirst(1); // an earlier attempt may have sent parts
        String name = "note-" + Math.abs(chatId) + "-" + noteId + ".txt";
        try {
            parts.add(messages.answerWithFile(chatId, noteId, name, text, MARK + " " + whole));
            store.save(id, parts);
            return true;
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Transient || e.failure() instanceof Failure.FloodWait) {
                throw e;
            }
            log.info(
                    "Text of a note is sent in parts, the chat takes no file: {}",
                    e.failure().detail());
            return false;
        }
    }

    private void writeParts(List<String> texts, String heading) throws InterruptedException {
        for (int i = 0; i < texts.size(); i++) {
            String number = texts.size() == 1 ? "" : " " + (i + 1) + "/" + texts.size();
            String head = heading.isBlank() ? number : number + " " + heading;
            MessageText part = formatted(texts.get(i), head, texts.size() > 1 || isLong(texts.getFirst()));
            if (i < parts.size()) {
                put(i, part);
            } else {
                append(part);
            }
        }
        keepFirst(texts.size());
    }

    /** Takes away the messages after the first few. */
    private void keepFirst(int count) throws InterruptedException {
        if (parts.size() > count) {
            List<Long> surplus = parts.subList(count, parts.size());
            messages.delete(chatId, List.copyOf(surplus));
            surplus.clear();
            store.save(id, parts);
        }
    }

    /** Says why there is no text, also when nothing was begun. */
    void say(String words) throws InterruptedException {
        begin();
        put(0, MessageText.plain(MARK + " " + words));
        keepFirst(1);
    }

    /** Writes these words alone, as the answer to a command. */
    void reply(String words) throws InterruptedException {
        MessageText text = MessageText.plain(MARK + " " + words);
        if (!begin(text)) {
            put(0, text);
            keepFirst(1);
        }
    }

    private static MessageText formatted(String text, String heading, boolean folded) {
        return folded
                ? MessageText.folded(MARK + heading + "\n", text)
                : MessageText.plain(MARK + heading + " " + text);
    }

    /** Takes the answer away, because the note is gone. */
    void remove() throws InterruptedException {
        find();
        messages.delete(chatId, List.copyOf(parts));
        store.forget(id);
    }
}
