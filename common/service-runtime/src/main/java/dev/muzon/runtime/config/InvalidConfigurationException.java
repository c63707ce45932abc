package dev.muzon.runtime.config;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.ExitCodeGenerator;

/** Settings that do not allow a start. Ends the process with {@link #EXIT_CODE}. */
public final class InvalidConfigurationException extends RuntimeException implements ExitCodeGenerator {
    /** {@code EX_CONFIG} of sysexits: starting again without a change is pointless. */
    public static final int EXIT_CODE = 78;

    private final transient List<Remedy> remedies;

    InvalidConfigurationException(List<Remedy> remedies) {
        super(remedies.stream()
                .map(Remedy::problem)
                .map(problem -> problem.key() + " " + problem.problem())
                .collect(Collectors.joining("; ")));
        this.remedies = List.copyOf(remedies);
    }

    List<Remedy> remedies() {
        return remedies;
    }

    /** Returns what is wrong and what to set instead, in lines for the operator. */
    public String report() {
        return remedies.stream().map(remedy -> "  - " + remedy.text()).collect(Collectors.joining("\n"));
    }

    /** Returns what is wrong, each key once. */
    public List<ConfigurationProblem> problems() {
        return remedies.stream().map(Remedy::problem).toList();
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}
