package dev.muzon.runtime.config;

import java.util.stream.Stream;

/**
 * Additional checks of a {@code @ConfigurationProperties} record: rules over several settings, files that must exist.
 * Called before anything starts, and only when the record's own constraints hold.
 *
 * <pre>{@code
 * @ConfigurationProperties("muzon.library")
 * record LibraryProperties(@NotNull Path folder) implements ConfigurationCheck {
 *     public Stream<ConfigurationProblem> problems() {
 *         return Files.isDirectory(folder)
 *                 ? Stream.empty()
 *                 : Stream.of(new ConfigurationProblem("muzon.library.folder", "must be a folder: " + folder));
 *     }
 * }
 * }</pre>
 */
public interface ConfigurationCheck {
    Stream<ConfigurationProblem> problems();
}
