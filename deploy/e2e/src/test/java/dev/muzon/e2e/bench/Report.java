package dev.muzon.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results for people and for machines. */
final class Report {
    private Report() {}

    static void print(Result result) {
        String target = result.target() == null
                ? ""
                : String.format(Locale.ROOT, "≤ %.4g", result.target())
                        + (result.judged() == result.median() ? "" : "*");
        String verdict = result.target() == null ? "" : result.met() ? "met" : "MISSED";
        System.out.printf(
                Locale.ROOT,
                "%-40s %9.1f %9.1f %8s %5d  %-6s %5.1f  %s%n",
                result.name() + (result.unit().isEmpty() ? "" : " [" + result.unit() + "]"),
                result.median(),
                result.p99(),
                target,
                result.n(),
                verdict,
                result.load(),
                result.note());
    }

    static void head() {
        System.out.printf(
                Locale.ROOT,
                "%-40s %9s %9s %8s %5s  %-6s %5s  %s%n",
                "",
                "median",
                "p99",
                "target",
                "n",
                "",
                "load",
                "(* judged by its p99, or by the worst)");
    }

    static void write(Path file, List<Result> results) throws IOException {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.writeValueAsString(results));
    }
}
