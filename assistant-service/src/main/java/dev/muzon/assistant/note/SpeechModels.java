package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.SpeechFinder;
import dev.muzon.assistant.transcription.local.LocalSpeechFinder;
import dev.muzon.assistant.transcription.local.LocalTranscriber;
import dev.muzon.speech.LocalSpeech;
import dev.muzon.speech.ModelFolder;
import dev.muzon.speech.SpeechLibraries;
import dev.muzon.speech.SpeechModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;

/** The children on this machine: one that finds speech for every recogniser, and one for each local model. */
class SpeechModels implements DisposableBean {
    private final List<LocalTranscriber> transcribers = new ArrayList<>();
    private final LocalSpeech finding;
    private final SpeechFinder finder;

    /** Starts nothing. Without the libraries loudness finds the speech. */
    SpeechModels(NotesProperties settings) {
        var libraries = new SpeechLibraries(settings.speech());
        finding = new LocalSpeech(libraries, null, 1, settings.localIdle());
        finder = libraries.complete() ? new LocalSpeechFinder(finding) : SpeechFinder.NONE;
        if (settings.engines().contains(NotesProperties.LOCAL)) {
            var folder = new ModelFolder(settings.models());
            Set<String> names = new LinkedHashSet<>(settings.localModel());
            SpeechModel.ALL.stream().filter(folder::has).map(SpeechModel::name).forEach(names::add);
            names.forEach(
                    name -> transcribers.add(new LocalTranscriber(libraries, folder, name, settings.localIdle())));
        }
    }

    SpeechFinder finder() {
        return finder;
    }

    /** Returns the configured models, then the others that are here. */
    List<LocalTranscriber> transcribers() {
        return transcribers;
    }

    /** Returns the bytes of memory that all children have now, 0 while all sleep. */
    long residentMemory() {
        return Stream.concat(
                        Stream.of(finding.residentMemory()),
                        transcribers.stream().map(LocalTranscriber::residentMemory))
                .flatMapToLong(OptionalLong::stream)
                .sum();
    }

    @Override
    public void destroy() {
        finding.close();
        transcribers.forEach(LocalTranscriber::close);
    }
}
