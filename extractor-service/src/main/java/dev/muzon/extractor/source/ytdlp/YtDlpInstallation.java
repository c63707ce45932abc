package dev.muzon.extractor.source.ytdlp;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The places of yt-dlp and its helpers, as {@code deploy/ytdlp/install.sh} lays them out. */
record YtDlpInstallation(YtDlpProperties settings) {
    /** Returns why it cannot run and how to change that, null when it can. */
    @Nullable String problem() {
        if (settings.directory() == null) {
            return "yt-dlp has no folder. Set MUZON_YTDLP_DIR to the one that deploy/ytdlp/install.sh fills";
        }
        if (!Files.isExecutable(settings.python())) {
            return "Python is missing: " + settings.python() + ". Run: apt-get install python3";
        }
        if (!Files.isDirectory(library().resolve("yt_dlp"))) {
            return "yt-dlp is not installed in " + settings.directory() + ". Run: deploy/ytdlp/install.sh";
        }
        if (!Files.isReadable(settings.certificates())) {
            return "Certificates are missing: " + settings.certificates() + ". Run: apt-get install ca-certificates";
        }
        return null;
    }

    /** Returns the folder of everything. */
    Path folder() {
        Path folder = settings.directory();
        if (folder == null) {
            throw new IllegalStateException("yt-dlp has no folder");
        }
        return folder.toAbsolutePath();
    }

    /** Returns the folder that Python imports from. */
    Path library() {
        return folder().resolve("yt-dlp/usr/lib/python3/dist-packages");
    }

    /** Returns the JavaScript runtime, null when it is not installed. */
    @Nullable Path deno() {
        Path deno = folder().resolve("node_modules/@deno/linux-x64-glibc/deno");
        return Files.isExecutable(deno) ? deno : null;
    }

    /** Returns the folder of the scripts that deno finds without the network. */
    Path denoCache() {
        return folder().resolve("deno-cache");
    }
}
