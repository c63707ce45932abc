package dev.muzon.assistant.note;

import dev.muzon.assistant.message.MessageText;
import dev.muzon.assistant.message.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The answer to a note, edited in place. The chat itself says what was answered before: a process that died between
 * sending and saving would otherwise answer twice.
 */
final class NoteAnswer {
    /** The beginning of each answer. */
    static final String MARK = "🎙";

    private static final String BEGINNING = MARK + " …";
    private static final String MORE = " …";
    /** Longer texts are shown folded. */
    private static final int FOLDED_FROM = 600;
    /** Leaves room for the mark and the number of the part. */
    private static final int PART = MessageText.MAX_LENGTH - 96;
    /** Telegram allows an edit a second. */
    private static final long PAUSE_NANOS = 2_500_000_000L;

    private final Messages messages;
    private final long chatId;
    private final long noteId;
    private final LongSupplier nanos;
    private final List<Long> parts = new ArrayList<>();
    private long shownAt;

    NoteAnswer(Messages messages, long chatId, long noteId, LongSupplier nanos) {
        this.messages = messages;
        this.chatId = chatId;
        this.noteId = noteId;
        this.nanos = nanos;
    }

    /** Finds the answer of an earlier attempt, or begins one. */
    void begin() throws InterruptedException {
        find();
        if (parts.isEmpty()) {
            parts.add(messages.answer(chatId, noteId, MessageText.plain(BEGINNING)));
        }
        shownAt = nanos.getAsLong();
    }

    private void find() throws InterruptedException {
        parts.clear();
        parts.addAll(messages.ownAnswers(chatId, noteId, MARK));
    }

    /** Shows what was recognised so far, unless something was shown a moment ago. */
    void progress(String text) throws InterruptedException {
        if (!text.isBlank() && due()) {
            show(formatted(shortened(text) + MORE, ""));
        }
    }

    /** Shows words about the note, unless something was shown a moment ago. */
    void remark(String words) throws InterruptedException {
        if (due()) {
            show(MessageText.plain(MARK + " " + words));
        }
    }

    private boolean due() {
        return nanos.getAsLong() - shownAt >= PAUSE_NANOS;
    }

    private void show(MessageText text) throws InterruptedException {
        messages.edit(chatId, parts.getFirst(), text);
        shownAt = nanos.getAsLong();
    }

    private static String shortened(String text) {
        return TextParts.of(text, PART).getFirst();
    }

    /** Writes the whole text, in as many messages as it needs. */
    void finish(String text) throws InterruptedException {
        List<String> texts = TextParts.of(text, PART);
        for (int i = 0; i < texts.size(); i++) {
            String number = texts.size() == 1 ? "" : " " + (i + 1) + "/" + texts.size();
            MessageText part = formatted(texts.get(i), number);
            if (i < parts.size()) {
                messages.edit(chatId, parts.get(i), part);
            } else {
                parts.add(messages.answer(chatId, noteId, part));
            }
        }
        if (parts.size() > texts.size()) {
            messages.delete(chatId, List.copyOf(parts.subList(texts.size(), parts.size())));
        }
    }

    /** Says why there is no text, also when nothing was begun. */
    void say(String words) throws InterruptedException {
        begin();
        show(MessageText.plain(MARK + " " + words));
    }

    private static MessageText formatted(String text, String number) {
        return text.length() < FOLDED_FROM && number.isEmpty()
                ? MessageText.plain(MARK + " " + text)
                : MessageText.folded(MARK + number + "\n", text);
    }

    /** Takes the answer away, because the note is gone. */
    void remove() throws InterruptedException {
        find();
        messages.delete(chatId, List.copyOf(parts));
    }
}
