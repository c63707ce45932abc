package dev.muzon.voice;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.testkit.architecture.ArchitectureRules;
import dev.muzon.testkit.architecture.ContractRules;
import dev.muzon.voice.peers.ForwardedPlayersApi;

@AnalyzeClasses(packages = "dev.muzon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule itsContractsAreImplemented =
            ContractRules.implementedIn("dev.muzon.voice..", PlayersApi.class, ForwardedPlayersApi.class);
}
