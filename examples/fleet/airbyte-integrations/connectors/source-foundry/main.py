from source_foundry.run import run

run()
