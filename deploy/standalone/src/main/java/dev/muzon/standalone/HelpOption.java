package dev.muzon.standalone;

import picocli.CommandLine.Option;

/** The option that tells how a command is used, and runs nothing. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean asked;
}
