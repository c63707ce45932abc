package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.World;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Attachments from a person. As in Telegram's apps, the file decides its kind. */
@Component
class Uploads {
    private static final Duration LONGEST = Duration.ofDays(7);

    private final World world;
    private final EmbeddedCovers covers;

    Uploads(World world, EmbeddedCovers covers) {
        this.world = world;
        this.covers = covers;
    }

    /**
     * Keeps a file.
     *
     * @param length of sound, as the person's app claims it
     */
    Media media(MultipartFile file, Duration length) throws IOException, InterruptedException {
        var name = Optional.ofNullable(file.getOriginalFilename())
                .filter(given -> !given.isBlank())
                .orElse("file")
                .replaceAll("[/\\\\\\p{Cntrl}]", "_");
        var mimeType = Optional.ofNullable(file.getContentType()).orElse("application/octet-stream");
        var kind = kind(mimeType.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        var content = received(file);
        var stored = NewFile.of(name, mimeType, content).tagged(null, null, bounded(length));
        if (kind == Media.Kind.PHOTO) {
            var image = picture(content);
            if (image == null) {
                return new Media(Media.Kind.DOCUMENT, world.files().store(stored));
            }
            stored = stored.sized(image.getWidth(), image.getHeight());
        }
        if (kind == Media.Kind.AUDIO) {
            stored = stored.covered(covers.of(content));
        }
        return new Media(kind, world.files().store(stored));
    }

    private static Duration bounded(Duration length) {
        return length.isNegative() || length.compareTo(LONGEST) > 0 ? Duration.ZERO : length;
    }

    private Content received(MultipartFile file) throws IOException {
        try (var in = file.getInputStream()) {
            return world.files().receive(in);
        }
    }

    /** Reads a picture. Returns null for what only calls itself one. */
    private static @Nullable BufferedImage picture(Content content) throws IOException {
        try (var in = content.open()) {
            return ImageIO.read(in);
        } catch (IIOException e) {
            return null;
        }
    }

    private static Media.Kind kind(String mimeType, String name) {
        if (name.endsWith(".oga") || (mimeType.equals("audio/ogg") && name.startsWith("voice"))) {
            return Media.Kind.VOICE;
        }
        if (mimeType.startsWith("audio/")) {
            return Media.Kind.AUDIO;
        }
        if (mimeType.startsWith("video/")) {
            return Media.Kind.VIDEO;
        }
        return mimeType.equals("image/png") || mimeType.equals("image/jpeg") ? Media.Kind.PHOTO : Media.Kind.DOCUMENT;
    }
}
