#!/usr/bin/env ruby
# stupidedi on many files: file names on standard input, one JSON object a file
# on standard output: what its parser and its editor said, and whether it
# stopped with an error of its own. Its lib folder and cantor's come by -I.
require "json"
require "pp"
require "stringio"
require "timeout"
require "stupidedi"

config = Stupidedi::Config.hipaa
config.editor.tap do |editor|
  editor.register(Stupidedi::Interchanges::FiveOhOne::InterchangeDef) do
    Stupidedi::Editor::FiveOhOneEd
  end
  editor.register(Stupidedi::Versions::FiftyTen::FunctionalGroupDef) do
    Stupidedi::Editor::FiftyTenEd
  end
  editor.register(
    Stupidedi::TransactionSets::FiftyTen::Implementations::X222A1::HC837
  ) { Stupidedi::Editor::X222 }
end

$stdin.each_line do |line|
  name = line.chomp
  said = []
  crash = ""
  begin
    Timeout.timeout(60) do
      parser = Stupidedi::Parser.build(config)
      rest = nil
      File.open(name) do |io|
        parser, rest = parser.read(Stupidedi::Reader.build(io))
      end
      if rest.respond_to?(:fatal?) && rest.fatal?
        rest.explain { |reason| said << "reader: #{reason}" }
      end
      said << "no interchange read" unless parser.first.defined?
      editor = Stupidedi::Editor::TransmissionEd.new(config, Time.now)
      editor.critique(parser).results.each do |result|
        text = PP.pp(result, +"").gsub(/\s+/, " ")
        said << text.sub(/file .*?, line \d+, column \d+, ?/, "")
      end
    end
  rescue StandardError, SystemStackError, Timeout::Error => e
    crash = "#{e.class}: #{e.message[0, 200]}"
  end
  puts JSON.generate("file" => name, "said" => said, "crash" => crash)
  $stdout.flush
end
