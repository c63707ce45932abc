package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.speech.ModelFolder;
import dev.muzon.speech.SpeechLibraries;
import dev.muzon.speech.SpeechModel;
import dev.muzon.standalone.doctor.Check;
import dev.muzon.standalone.doctor.SpeechChecks;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.support.Redaction;
import dev.muzon.standalone.support.SupportBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code models} and {@code transcribe}. Nothing is downloaded. */
class SpeechCommandsTest {
    @TempDir
    private Path folder;

    /** A project in which nothing is built or installed. */
    @TempDir
    private Path project;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void nameFoldersInTheSettings() throws IOException {
        Files.writeString(
                folder.resolve("a.env"),
                "MUZON_NOTES_MODELS=%1$s/models\nMUZON_NOTES_SPEECH=%1$s/speech\n".formatted(folder));
    }

    @Test
    void modelsListsAllAndWhichOneIsHere() throws Exception {
        SpeechModel here = put("gigaam");

        assertThat(run("models", "--env", "a.env")).isZero();
        assertThat(said.toString().lines())
                .hasSize(SpeechModel.ALL.size() + 3)
                .anyMatch(line -> line.matches("gigaam +259 MB +500 MB +yes +Russian only \\(MIT\\)"))
                .anyMatch(line -> line.matches("parakeet +705 MB +1300 MB +no .*"))
                .contains("Folder: " + folder.resolve("models"));
        assertThat(here.bytes() >> 20).isEqualTo(259);
    }

    // "an error of Muzon itself (ConnectException). Fix: check the network".
    @Test
    void aHostThatIsNotFoundWasAnErrorOfMuzon() {
        var nameless = new ConnectException();
        nameless.initCause(new UnresolvedAddressException());
        SpeechModel model = SpeechModel.ALL.getFirst();

        assertThat(ModelsCommand.notFetched(model, nameless, folder).getMessage())
                .startsWith(model.name() + " was not fetched: " + model.source().getHost()
                        + " does not answer, its name is not found. Fix: check the network, or fetch ");
        assertThat(FileTrouble.words(new ConnectException()))
                .isEqualTo("another host does not answer: nothing accepts the connection");
    }

    @Test
    void aBundleThatCannotBeWrittenNamesItsFileAndTheOption() {
        Path file = folder.resolve("gone").resolve("bundle.zip");

        assertThatThrownBy(() -> SupportBundleCommand.write(new SupportBundle(Redaction.of(Map.of(), List.of())), file))
                .hasMessage(file + " cannot be written (it is not there): name another one with --output.");
    }

    @Test
    void modelsLooksForTheLibrariesWhereTheSettingsNameThem() throws Exception {
        assertThat(run("models", "--env", "a.env")).isZero();
        assertThat(said.toString())
                .endsWith("MUZON_NOTES_SPEECH names " + folder.resolve("speech") + ", which has no libtranscribe.so."
                        + " Delete the setting, then run ./muzon models install\n");
        said.getBuffer().setLength(0);
        Path speech = Files.createDirectory(folder.resolve("speech"));
        for (String library : new SpeechLibraries(speech).missing()) {
            Files.createFile(speech.resolve(library));
        }

        assertThat(run("models", "--env", "a.env")).isZero();
        assertThat(said.toString()).endsWith("Folder: " + folder.resolve("models") + "\n");
        said.getBuffer().setLength(0);
        Files.writeString(folder.resolve("b.env"), "");

        assertThat(run("models", "--env", "b.env")).isZero();
        assertThat(said.toString())
                .endsWith("The recogniser's libraries are not installed: run ./muzon models install\n");
    }

    // It would be looked for in another folder than the one in which the operator stands.
    @Test
    void aFolderThatIsNoWholePathIsRefused() throws Exception {
        Files.writeString(folder.resolve("a.env"), "MUZON_NOTES_MODELS=my/models\n");

        assertThat(run("models", "--env", "a.env")).isEqualTo(2);
        assertThat(said.toString())
                .isEqualTo("MUZON_NOTES_MODELS is \"my/models\", which is not a whole path: write "
                        + Muzon.calledFrom().resolve("my/models") + " if that is meant, and correct"
                        + " MUZON_NOTES_MODELS in " + folder.resolve("a.env") + ".\n");
    }

    @Test
    void modelsHelpNamesAllItsActions() {
        assertThat(run("models", "--help")).isZero();
        assertThat(said.toString()).contains("get, install, or nothing to list.");
    }

    @Test
    void aModelThatIsHereIsNotFetchedAgain() throws Exception {
        SpeechModel here = put("whisper-tiny");

        assertThat(run("models", "get", "whisper-tiny", "--env", "a.env")).isZero();
        assertThat(said.toString())
                .isEqualTo("whisper-tiny is here already: " + folder.resolve("models/" + here.file()) + "\n");
    }

    @Test
    void whatModelsDoesNotKnowIsRefusedInOneLine() {
        assertThat(run("models", "get", "parrot", "--env", "a.env")).isEqualTo(2);
        assertThat(run("models", "get", "--env", "a.env")).isEqualTo(2);
        assertThat(run("models", "drop", "gigaam", "--env", "a.env")).isEqualTo(2);
        assertThat(said.toString()).isEqualTo("""
            There is no model "parrot". "./muzon models" lists them.
            NAME is missing: "./muzon models" lists them, and "models get NAME" downloads one.
            "models" lists, "models get NAME" downloads, "models install" installs the libraries.
            """);
    }

    @Test
    void aFolderThatTakesNoModelIsNamedWithoutWordsOfJava() throws Exception {
        Files.createFile(folder.resolve("models"));

        assertThat(run("models", "get", "whisper-tiny", "--env", "a.env")).isEqualTo(1);
        assertThat(said.toString())
                .startsWith("Fetching whisper-tiny, 43 MB …\nwhisper-tiny was not fetched: " + folder.resolve("models")
                        + ": a file is in its place. Fix: ");
    }

    @Test
    void transcribeRefusesAFileThatIsNotThere() {
        assertThat(run("transcribe", "none.ogg", "--env", "a.env")).isEqualTo(2);
        assertThat(said.toString()).isEqualTo(folder.resolve("none.ogg") + " is not there or may not be read.\n");
    }

    @Test
    void transcribeNeedsAFileAndABuild() throws Exception {
        Files.createFile(folder.resolve("note.ogg"));

        assertThat(run("transcribe")).isEqualTo(2);
        assertThat(run("transcribe", "note.ogg", "--env", "a.env")).isEqualTo(1);
        assertThat(said.toString().lines())
                .hasSize(2)
                .first()
                .isEqualTo("Missing required parameter: 'FILE'. \"./muzon transcribe --help\" tells more.");
        assertThat(said.toString())
                .contains("\nNot built yet: " + project.toAbsolutePath())
                .endsWith(".jar is not there. \"./muzon build\" makes it.\n");
    }

    @Test
    void aRecogniserThatIsNotHereIsNamedBeforeAnythingIsFetched() throws Exception {
        Files.writeString(folder.resolve("a.env"), "MUZON_NOTES_ENGINES=telegram,local\n", StandardOpenOption.APPEND);
        Files.createFile(folder.resolve("note.ogg"));
        Path jar = Installation.at(project).jar("assistant-service");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);

        assertThat(run("transcribe", "note.ogg", "--env", "a.env")).isEqualTo(1);
        assertThat(said.toString())
                .isEqualTo("It was not read: the local recogniser's libraries are not in " + folder.resolve("speech")
                        + ": voice notes wait. Fix: ./muzon models install.\n");
    }

    @Test
    void doctorKnewNothingOfAModelThatIsMissing() throws Exception {
        var models = new ModelFolder(Files.createDirectories(folder.resolve("models")));
        var libraries = new SpeechLibraries(folder.resolve("speech"));
        Map<String, String> settings = Map.of("MUZON_NOTES_ENGINES", "local", "MUZON_NOTES_LOCAL_MODEL", "gigaam");

        List<String> found = new ArrayList<>();
        for (Check check : SpeechChecks.all(settings, models, libraries).toList()) {
            found.add(check.look().fix());
        }
        assertThat(found).containsExactly("./muzon models install", "./muzon models get gigaam");

        put("gigaam");
        assertThat(SpeechChecks.all(settings, models, libraries)
                        .toList()
                        .getLast()
                        .look()
                        .fix())
                .isEmpty();
        assertThat(SpeechChecks.all(Map.of("MUZON_NOTES_ENGINES", "http"), models, libraries))
                .isEmpty();
    }

    private SpeechModel put(String name) throws IOException {
        SpeechModel model = SpeechModel.named(name).orElseThrow();
        Path models = Files.createDirectories(folder.resolve("models"));
        try (var file = new RandomAccessFile(models.resolve(model.file()).toFile(), "rw")) {
            file.setLength(model.bytes());
        }
        return model;
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--root";
        all[1] = project.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Muzon.commandLine(folder)
                .setErr(new PrintWriter(said, true))
                .setOut(new PrintWriter(said, true))
                .execute(all);
    }
}
