package dev.muzon.speech.worker;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The child's main class. It reads questions from stdin until that ends and answers each on the pipe that was stdout. Speech is
 * found and recognised by one thread each, so that a short note is cut while a long one is read.
 */
public final class SpeechWorker {
    /** The id of the answer that says whether it is ready. */
    public static final int READY = 0;

    public static final byte FIND = 1;
    public static final byte RECOGNISE = 2;

    public static final byte DONE = 0;
    public static final byte REFUSED = 1;

    /** Stands for no model: the child only finds speech. */
    public static final String NO_MODEL = "-";

    private static final int MOST_BYTES = 4 << 20;

    private final AnswerPipe answers;
    private final SileroLibrary silero;
    private final @Nullable TranscribeLibrary model;
    private final ExecutorService finding = Executors.newSingleThreadExecutor();
    private final ExecutorService recognising = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("recognising").factory());

    private SpeechWorker(AnswerPipe answers, SileroLibrary silero, @Nullable TranscribeLibrary model) {
        this.answers = answers;
        this.silero = silero;
        this.model = model;
    }

    /**
     * Answers until the service ends.
     *
     * @param arguments the folder of the libraries, the model's file, and how many threads recognise
     */
    public static void main(String[] arguments) throws IOException {
        var answers = new AnswerPipe();
        Path folder = Path.of(arguments[0]);
        String model = arguments[1];
        int threads = Integer.parseInt(arguments[2]);
        Processors.keepTo(threads);
        SpeechWorker worker;
        try {
            worker = new SpeechWorker(
                    answers,
                    new SileroLibrary(folder),
                    model.equals(NO_MODEL) ? null : new TranscribeLibrary(folder, model, threads));
        } catch (WorkerException | RuntimeException | LinkageError e) {
            answers.send(READY, REFUSED, out -> text(out, words(e)));
            return;
        }
        answers.send(READY, DONE, _ -> {});
        worker.serve();
    }

    private void serve() throws IOException {
        var questions = new DataInputStream(new BufferedInputStream(System.in));
        try {
            while (true) {
                int id = questions.readInt();
                byte what = questions.readByte();
                String language = questions.readUTF();
                byte[] pcm = questions.readNBytes(Math.min(questions.readInt(), MOST_BYTES));
                ExecutorService thread = what == FIND ? finding : recognising;
                thread.execute(() -> answer(id, what, language, pcm));
            }
        } catch (EOFException e) {
            System.exit(0);
        }
    }

    private void answer(int id, byte what, String language, byte[] pcm) {
        try {
            if (what == FIND) {
                send(id, silero.find(pcm));
            } else if (model != null) {
                send(id, model.recognise(pcm, language));
            } else {
                throw new WorkerException("this child has no model");
            }
        } catch (WorkerException | RuntimeException e) {
            refuse(id, e);
        } catch (Throwable e) {
            // The service starts another one: the pipe is gone, or memory is short.
            System.err.println("The worker ends: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void send(int id, List<SileroLibrary.Span> spans) throws IOException {
        answers.send(id, DONE, out -> {
            out.writeInt(spans.size());
            for (SileroLibrary.Span span : spans) {
                out.writeInt(span.from());
                out.writeInt(span.to());
            }
        });
    }

    private void send(int id, TranscribeLibrary.Heard heard) throws IOException {
        answers.send(id, DONE, out -> {
            text(out, heard.words());
            text(out, heard.language());
        });
    }

    private void refuse(int id, Throwable why) {
        try {
            answers.send(id, REFUSED, out -> text(out, words(why)));
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static String words(Throwable e) {
        return e instanceof WorkerException refusal ? String.valueOf(refusal.getMessage()) : e.toString();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
