package dev.muzon.speech;

import dev.muzon.testkit.audio.GeneratedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A measurement of generated models of full size: load, time of a piece, memory, kill and the next piece. Run by hand. */
final class LocalSpeechBench {
    private LocalSpeechBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        var libraries = new SpeechLibraries(Path.of(arguments[1]));
        byte[] sound = SpokenSound.together(
                SpokenSound.say("The meeting is on Friday morning and we start at half past seven."),
                SpokenSound.silence(1));
        byte[] piece = java.util.Arrays.copyOf(sound, 20 * 32_000);
        String[] sentence = "one two three four five six seven eight nine ten".split(" ");
        try (var finder = new LocalSpeech(libraries, null, 1, Duration.ofMinutes(10))) {
            finder.find(piece);
            long began = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                finder.find(piece);
            }
            System.out.printf("silero: RTF %.4f, %s%n", seconds(began) / 200, memory(finder));
        }
        for (GeneratedModel.Size size : GeneratedModel.Size.values()) {
            Path file = GeneratedModel.write(folder.resolve(size + ".bin"), size, sentence);
            try (var speech = new LocalSpeech(libraries, file, LocalSpeech.threadsHere(), Duration.ofSeconds(3))) {
                long began = System.nanoTime();
                speech.find(SpokenSound.silence(1));
                double load = seconds(began);
                began = System.nanoTime();
                speech.recognise(piece, "en");
                double first = seconds(began);
                began = System.nanoTime();
                speech.recognise(piece, "en");
                double second = seconds(began);
                String memory = memory(speech);
                ProcessHandle launcher =
                        ProcessHandle.of(speech.pid().orElseThrow()).orElseThrow();
                began = System.nanoTime();
                launcher.children().findFirst().orElseThrow().destroyForcibly();
                launcher.onExit().join();
                double kill = seconds(began);
                began = System.nanoTime();
                speech.find(SpokenSound.silence(1));
                double again = seconds(began);
                ProcessHandle idle =
                        ProcessHandle.of(speech.pid().orElseThrow()).orElseThrow();
                began = System.nanoTime();
                idle.onExit().join();
                System.out.printf(
                        "%s: file %d MB, start and load %.2f s, piece of 20 s %.2f s then %.2f s (RTF %.2f), %s, kill to"
                                + " reaped %.0f ms, ready again %.2f s, unloaded after %.1f s%n",
                        size,
                        Files.size(file) >> 20,
                        load,
                        first,
                        second,
                        second / 20,
                        memory,
                        1000 * kill,
                        again,
                        seconds(began));
            }
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static String memory(LocalSpeech speech) throws Exception {
        long jvm = ProcessHandle.of(speech.pid().orElseThrow())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid();
        return Files.readString(Path.of("/proc/" + jvm + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmData"))
                .reduce("", (all, line) -> all + " " + line.replaceAll("\\s+", " "));
    }
}
