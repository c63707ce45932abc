package dev.muzon.extractor.source.library;

import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.rest.SearchPlaces;
import dev.muzon.protocol.rest.SourceView;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.stereotype.Component;

/** The operator's music folder as it is now, and what words find without it. */
@Component
class MusicFolder {
    private final LibraryProperties settings;
    private final ObjectFactory<SourceChain> chain;

    /**
     * Makes it.
     *
     * @param chain knows all sources, the library too, so that it is there only after them
     */
    MusicFolder(LibraryProperties settings, ObjectFactory<SourceChain> chain) {
        this.settings = settings;
        this.chain = chain;
    }

    @Nullable Path path() {
        return settings.directory();
    }

    /** Returns what is wrong with it, what that means and how to change it, in sentences. Null when nothing is. */
    @Nullable String trouble() {
        Path folder = settings.directory();
        if (folder == null) {
            return null;
        }
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? " is a file" : " does not exist";
            return "The music folder " + folder + what + ": " + withoutIt()
                    + ". Mount or make it, or correct MUZON_LIBRARY_DIR";
        }
        try (DirectoryStream<Path> _ = Files.newDirectoryStream(folder)) {
            return null;
        } catch (IOException e) {
            return "The music folder " + folder + " cannot be read: " + withoutIt()
                    + ". Let this service's user read it: " + e;
        }
    }

    /** Says where words are searched that the folder does not answer, by the sources that are really asked. */
    String withoutIt() {
        return SearchPlaces.inWords(chain.getObject().sources().stream()
                .map(TrackSource::view)
                .filter(view -> view.off() == null && view.kinds().contains(SourceView.Kind.WORDS))
                .map(SourceView::name)
                .toList());
    }
}
