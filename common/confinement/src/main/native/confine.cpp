// Starts a program so that it reaches only what its run needs, and ends it with the process that asked.
//
// usage: muzon-confine [--read PATH]... [--port PORT]... -- PROGRAM ARGUMENT...
//        [--memory BYTES] [--nicer LEVELS]     other bounds than those of an ordinary child
//        [--cpu SECONDS]     of the processors, after which the program is killed
//        muzon-confine --everything -- PROGRAM ARGUMENT...   for input of our own: memory and life are bounded only
//        muzon-confine --landlock      prints the version of the kernel's Landlock, 0 when there is none
//        muzon-confine --gives-way     prints whether a program may give way to others, 0 in a few containers
//
// The launcher stays while the program runs. It holds none of the program's pipes. When its parent dies or it is told
// to end, it kills the program with everything that the program started. It exits with the program's code, or with
// 128 + n for signal n. 126 means that the confinement failed, 127 that the program cannot be started.
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int FAILED = 126;
constexpr int NOT_STARTED = 127;

// Writable memory, the stacks of all threads included. An ordinary run of ffmpeg uses some 30 MB.
constexpr rlim_t MEMORY = 1UL << 30;
constexpr rlim_t STACK = 2UL << 20;
constexpr rlim_t FILES = 256;

// Sound that is being sent goes before sound that is only decoded.
constexpr int NICER = 5;

// Numbers of the kernel's interface. Headers of older systems lack them, and the kernel that runs decides.
constexpr long SYS_CREATE_RULESET = 444;
constexpr long SYS_ADD_RULE = 445;
constexpr long SYS_RESTRICT_SELF = 446;
constexpr long SYS_OPEN_PIDFD = 434;
constexpr unsigned VERSION_ONLY = 1;
constexpr int RULE_PATH = 1;
constexpr int RULE_PORT = 2;

constexpr uint64_t FS_EXECUTE = 1;
constexpr uint64_t FS_READ_FILE = 1 << 2;
constexpr uint64_t FS_READ_FOLDER = 1 << 3;
constexpr uint64_t NET_BIND = 1;
constexpr uint64_t NET_CONNECT = 2;
constexpr uint64_t SCOPE_SOCKETS_AND_SIGNALS = 3;

struct Ruleset {
  uint64_t files;
  uint64_t net;
  uint64_t scoped;
};

struct __attribute__((packed)) PathRule {
  uint64_t allowed;
  int32_t folder;
};

struct PortRule {
  uint64_t allowed;
  uint64_t port;
};

struct Order {
  std::vector<std::string> readable;
  std::vector<uint64_t> ports;
  bool everything = false;
  rlim_t memory = MEMORY;
  int nicer = NICER;
  rlim_t cpu = RLIM_INFINITY;
  char **program = nullptr;
};

[[noreturn]] void fail(const char *what) {
  std::fprintf(stderr, "muzon-confine: %s: %s\n", what, std::strerror(errno));
  _exit(FAILED);
}

int landlock() {
  long version = syscall(SYS_CREATE_RULESET, nullptr, 0, VERSION_ONLY);
  return version < 0 ? 0 : static_cast<int>(version);
}

// Every right over files that this version of Landlock knows is taken away, then some are given back.
uint64_t all_rights(int version) {
  int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
  return (1UL << rights) - 1;
}

void allow_path(int ruleset, const std::string &path) {
  int file = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (file < 0) {
    return;  // What is not there need not be read.
  }
  struct stat status{};
  if (fstat(file, &status) != 0) {
    fail(path.c_str());
  }
  PathRule rule{FS_EXECUTE | FS_READ_FILE, file};
  if (S_ISDIR(status.st_mode)) {
    rule.allowed |= FS_READ_FOLDER;
  }
  if (syscall(SYS_ADD_RULE, ruleset, RULE_PATH, &rule, 0) != 0) {
    fail(path.c_str());
  }
  close(file);
}

void confine(const Order &order) {
  int version = landlock();
  if (version == 0) {
    return;
  }
  Ruleset rules{all_rights(version), 0, 0};
  size_t size = sizeof(rules.files);
  if (version >= 4) {
    rules.net = NET_BIND | NET_CONNECT;
    size += sizeof(rules.net);
  }
  if (version >= 6) {
    rules.scoped = SCOPE_SOCKETS_AND_SIGNALS;
    size += sizeof(rules.scoped);
  }
  int ruleset = static_cast<int>(syscall(SYS_CREATE_RULESET, &rules, size, 0));
  if (ruleset < 0) {
    fail("Landlock");
  }
  for (const std::string &path : order.readable) {
    allow_path(ruleset, path);
  }
  if (version >= 4) {
    for (uint64_t port : order.ports) {
      PortRule rule{NET_CONNECT, port};
      if (syscall(SYS_ADD_RULE, ruleset, RULE_PORT, &rule, 0) != 0) {
        fail("port");
      }
    }
  }
  if (syscall(SYS_RESTRICT_SELF, ruleset, 0) != 0) {
    fail("Landlock");
  }
  close(ruleset);
}

void limit(__rlimit_resource what, rlim_t most) {
  rlimit now{};
  if (getrlimit(what, &now) != 0) {
    fail("limits");
  }
  rlim_t hard = now.rlim_max < most ? now.rlim_max : most;
  rlimit lower{hard, hard};
  if (setrlimit(what, &lower) != 0) {
    fail("limits");
  }
}

// Lets this process go after others by so many levels. The filter of a container may refuse that.
bool gives_way(int levels) {
  errno = 0;
  return nice(levels) != -1 || errno == 0;
}

// Makes the kernel kill this process and not a service when memory runs out.
void prefer_as_victim() {
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file >= 0) {
    [[maybe_unused]] ssize_t written = write(file, "1000", 4);
    close(file);
  }
}

[[noreturn]] void become(const Order &order, pid_t launcher) {
  setsid();
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != launcher) {
    fail("launcher");
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  gives_way(order.nicer);  // A program that may not runs all the same.
  limit(RLIMIT_NICE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_DATA, order.memory);
  limit(RLIMIT_STACK, STACK);
  limit(RLIMIT_NOFILE, FILES);
  limit(RLIMIT_CPU, order.cpu);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    fail("no_new_privs");
  }
  if (!order.everything) {
    limit(RLIMIT_FSIZE, 0);
    confine(order);
  }
  execv(order.program[0], order.program);
  std::fprintf(stderr, "muzon-confine: %s: %s\n", order.program[0], std::strerror(errno));
  _exit(NOT_STARTED);
}

volatile sig_atomic_t told_to_end = 0;

void note(int) { told_to_end = 1; }

int code_of(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

int supervise(pid_t program, int parent) {
  // The reader of a pipe must see its end when the program closes it, not when the launcher does.
  for (int stream = 0; stream <= 2; stream++) {
    close(stream);
  }
  int ended = static_cast<int>(syscall(SYS_OPEN_PIDFD, program, 0));
  pollfd watched[] = {{ended, POLLIN, 0}, {parent, POLLIN, 0}};
  sigset_t none;
  sigemptyset(&none);
  while (!told_to_end && watched[0].revents == 0 && watched[1].revents == 0) {
    if (ppoll(watched, 2, nullptr, &none) < 0 && errno != EINTR) {
      break;
    }
  }
  if (watched[0].revents == 0) {
    kill(-program, SIGKILL);
    kill(program, SIGKILL);
  }
  int status = 0;
  while (waitpid(program, &status, 0) < 0 && errno == EINTR) {
  }
  kill(-program, SIGKILL);  // What it started and left behind.
  return code_of(status);
}

int run(const Order &order) {
  pid_t asker = getppid();
  int parent = static_cast<int>(syscall(SYS_OPEN_PIDFD, asker, 0));
  if (parent < 0 || getppid() != asker) {
    fail("parent");
  }
  prefer_as_victim();
  sigset_t ends;
  sigemptyset(&ends);
  for (int signal : {SIGTERM, SIGINT, SIGHUP}) {
    sigaddset(&ends, signal);
    struct sigaction action{};
    action.sa_handler = note;
    sigaction(signal, &action, nullptr);
  }
  // They are let in only while the launcher waits, so none is missed between a look and a wait.
  sigprocmask(SIG_BLOCK, &ends, nullptr);
  pid_t launcher = getpid();
  pid_t program = fork();
  if (program < 0) {
    fail("fork");
  }
  if (program == 0) {
    become(order, launcher);
  }
  return supervise(program, parent);
}

}  // namespace

int main(int count, char **words) {
  Order order;
  for (int i = 1; i < count; i++) {
    std::string word = words[i];
    if (word == "--landlock") {
      std::printf("%d\n", landlock());
      return 0;
    }
    if (word == "--gives-way") {
      std::printf("%d\n", gives_way(NICER) ? 1 : 0);
      return 0;
    }
    if (word == "--" && i + 1 < count) {
      order.program = words + i + 1;
      return run(order);
    }
    if (word == "--everything") {
      order.everything = true;
    } else if (i + 1 < count && word == "--read") {
      order.readable.emplace_back(words[++i]);
    } else if (i + 1 < count && word == "--memory") {
      order.memory = std::strtoul(words[++i], nullptr, 10);
    } else if (i + 1 < count && word == "--nicer") {
      order.nicer = std::atoi(words[++i]);
    } else if (i + 1 < count && word == "--cpu") {
      order.cpu = std::strtoul(words[++i], nullptr, 10);
    } else if (i + 1 < count && word == "--port") {
      order.ports.push_back(std::strtoul(words[++i], nullptr, 10));
    } else {
      break;
    }
  }
  std::fprintf(stderr, "usage: muzon-confine [--read PATH]... [--port PORT]... -- PROGRAM ARGUMENT...\n");
  return FAILED;
}
