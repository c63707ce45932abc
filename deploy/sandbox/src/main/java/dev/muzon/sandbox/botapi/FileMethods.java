package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.World;
import java.util.Optional;
import java.util.regex.Pattern;

/** Methods about files. */
final class FileMethods {
    /** Largest file that bots may download, in bytes. */
    private static final long MAX_DOWNLOAD = 20L * 1024 * 1024;

    private static final Pattern PATH = Pattern.compile("/?files/([0-9]{1,18})/[^/]+");

    private final World world;

    FileMethods(World world) {
        this.world = world;
    }

    void addTo(MethodTable table) {
        table.add("getFile", BotAction.LOOKING, this::getFile);
    }

    private Object getFile(BotAccount bot, Parameters parameters) {
        var file = world.files()
                .findByFileId(fileId(parameters))
                .orElseThrow(() -> BotApiException.badRequest("invalid file_id"));
        if (file.size() > MAX_DOWNLOAD) {
            throw BotApiException.badRequest("file is too big");
        }
        return MediaShapes.file(file);
    }

    private static String fileId(Parameters parameters) {
        return parameters
                .text("file_id")
                .filter(id -> !id.isBlank())
                .orElseThrow(() -> BotApiException.badRequest("file_id not specified"));
    }

    /** Finds the file behind a {@code file_path}. */
    Optional<StoredFile> byPath(String path) {
        var matcher = PATH.matcher(path);
        return matcher.matches()
                ? world.files().find(Long.parseLong(matcher.group(1))).filter(file -> file.size() <= MAX_DOWNLOAD)
                : Optional.empty();
    }
}
