package dev.muzon.extractor;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.runtime.contract.LyricsApi;
import dev.muzon.runtime.contract.ResolutionsApi;
import dev.muzon.runtime.contract.SearchApi;
import dev.muzon.runtime.contract.SongsApi;
import dev.muzon.runtime.contract.SourcesApi;
import dev.muzon.testkit.architecture.ArchitectureRules;
import dev.muzon.testkit.architecture.ContractRules;

@AnalyzeClasses(packages = "dev.muzon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule itsContractsAreImplemented = ContractRules.implementedIn(
            "dev.muzon.extractor..",
            SourcesApi.class,
            SearchApi.class,
            LyricsApi.class,
            ResolutionsApi.class,
            SongsApi.class);
}
