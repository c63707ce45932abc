package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.World;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.ImageIO;

/** The reader of the file that a bot sends: a new one, or one it knows by its id. */
final class FileIntake {
    private final World world;

    FileIntake(World world) {
        this.world = world;
    }

    /**
     * Reads the file.
     *
     * @throws BotApiException 400 when there is none, or it is not what it should be
     */
    StoredFile take(String parameter, Media.Kind kind, Parameters parameters) throws IOException {
        var given = parameters.text(parameter).orElse("");
        var attached = given.startsWith("attach://") ? given.substring("attach://".length()) : parameter;
        var upload = parameters.upload(attached);
        if (upload.isPresent()) {
            return world.files().store(described(upload.get(), kind, parameters));
        }
        if (given.isBlank() || given.startsWith("attach://")) {
            throw BotApiException.badRequest("there is no " + parameter + " in the request");
        }
        if (given.startsWith("http://") || given.startsWith("https://")) {
            throw BotApiException.badRequest("failed to get HTTP URL content");
        }
        return world.files()
                .findByFileId(given)
                .orElseThrow(() -> BotApiException.badRequest("wrong file identifier/HTTP URL specified"));
    }

    private static NewFile described(Parameters.Upload upload, Media.Kind kind, Parameters parameters)
            throws IOException {
        var file = NewFile.of(upload.fileName(), upload.mimeType(), upload.content())
                .tagged(
                        parameters.text("title").orElse(null),
                        parameters.text("performer").orElse(null),
                        Duration.ofSeconds(parameters.number("duration").orElse(0L)));
        if (kind != Media.Kind.PHOTO) {
            return file;
        }
        var image = image(upload);
        return file.sized(image.getWidth(), image.getHeight());
    }

    private static BufferedImage image(Parameters.Upload upload) throws IOException {
        try (var in = upload.content().open()) {
            var image = ImageIO.read(in);
            if (image == null) {
                throw BotApiException.badRequest("IMAGE_PROCESS_FAILED");
            }
            return image;
        }
    }
}
