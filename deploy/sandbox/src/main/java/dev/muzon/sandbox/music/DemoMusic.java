package dev.muzon.sandbox.music;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program that fills a folder with the demo's music: {@code java … dev.muzon.sandbox.music.DemoMusic <folder>}. */
public final class DemoMusic {
    private static final Logger log = LoggerFactory.getLogger(DemoMusic.class);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Ffmpeg ffmpeg;
    private final Path folder;

    public DemoMusic(Ffmpeg ffmpeg, Path folder) {
        this.ffmpeg = ffmpeg;
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: DemoMusic <folder>");
            System.exit(2);
        }
        // Covers are drawn without a screen.
        System.setProperty("java.awt.headless", "true");
        new DemoMusic(Ffmpeg.locate(), Path.of(args[0])).make();
    }

    /** Makes what is missing. A file that exists is complete. */
    public void make() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (Piece piece : Repertoire.pieces()) {
            Path file = folder.resolve(piece.file());
            if (Files.notExists(file)) {
                log.info("Piece for the demo in the making: {}", piece.title());
                make(piece, file);
            }
        }
    }

    private void make(Piece piece, Path file) throws IOException, InterruptedException {
        Path cover = folder.resolve(piece.cover());
        Cover.draw(piece, cover);
        // Hidden, so that a library that looks here meanwhile leaves it alone.
        Path unfinished = folder.resolve("." + piece.file());
        try (FfmpegProcess encoder = ffmpeg.startFed(arguments(piece, cover, unfinished))) {
            try (OutputStream pcm = encoder.stdin()) {
                pcm.write(piece.render().pcm());
            }
            FfmpegExit exit = encoder.awaitExit(LIMIT);
            if (exit.outcome() != FfmpegOutcome.FINISHED) {
                throw new IOException(piece.title() + " cannot be encoded: " + exit);
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> arguments(Piece piece, Path cover, Path output) {
        List<String> args = new ArrayList<>(List.of("-f", "s16le", "-ar", "48000", "-ac", "2", "-i", "pipe:0"));
        // Ogg has no place for pictures that ffmpeg would write.
        boolean picture = !piece.file().endsWith(".ogg") && !piece.file().endsWith(".opus");
        if (picture) {
            args.addAll(List.of("-i", cover.toString(), "-map", "0:a", "-map", "1:v", "-c:v", "copy"));
            args.addAll(List.of("-disposition:v", "attached_pic"));
        }
        args.addAll(piece.encoder());
        args.addAll(List.of(
                "-metadata", "title=" + piece.title(),
                "-metadata", "artist=Muzon Ensemble",
                "-metadata", "album=Small Hours",
                "-fflags", "+bitexact",
                "-flags:a", "+bitexact",
                "-y", output.toString()));
        return args;
    }
}
